/// Names as they are compared: small letters, without accents and marks.
enum NameFold {
    /// The letters of a text, small and plain.
    static func key(_ text: String) -> String {
        var key = ""
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            for small in scalar.properties.lowercaseMapping.unicodeScalars {
                if let plain = plain[small] {
                    key += plain
                } else if small.properties.generalCategory != .nonspacingMark {
                    key.unicodeScalars.append(small)
                }
            }
        }
        return key
    }

    private static let plain: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [:]
        for (plain, accented) in [
            ("a", "àáâãäåāăąǎȁạảấầẩẫậắằẳẵặ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
            ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıỉị"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
            ("o", "òóôõöøōŏőơọỏốồổỗộớờởỡợ"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"),
            ("th", "þ"), ("u", "ùúûüũūŭůűųưụủứừửữự"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
        ] {
            for letter in accented.unicodeScalars { table[letter] = plain }
        }
        return table
    }()
}
