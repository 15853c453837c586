/// How telephone numbers are compared: by their digits, as some of Bland's lists leave the plus sign out.
enum PhoneDigits {
    static func of(_ text: String) -> String { String(text.filter { $0.isASCII && $0.isNumber }) }
}
