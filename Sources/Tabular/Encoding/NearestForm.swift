/// What may stand for a character in an encoding that lacks it: letters without their marks, plain quotes and dashes.
package enum NearestForm {
    /// A text in small letters without their marks, to compare what people type with what files hold.
    package static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                folded.append(scalar)
            } else {
                folded += (forms(of: scalar).first ?? String(scalar)).unicodeScalars
            }
        }
        return String(folded).lowercased()
    }

    /// The forms to try, best first; an empty one where the character is invisible.
    static func forms(of scalar: Unicode.Scalar) -> [String] {
        if let base = bases[scalar] { return [base] }
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF, 0xAD: return [""]
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return [" "]
        case 0x2010...0x2015, 0x2212: return ["\u{2013}", "-"]
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xB4, 0x2BC: return ["\u{2019}", "'"]
        case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB: return ["\u{201D}", "\""]
        case 0x2022: return ["\u{B7}", "*"]
        case 0x2026: return ["..."]
        case 0x20AC: return ["EUR"]
        case 0xA3: return ["GBP"]
        case 0x2122: return ["(TM)"]
        case 0xBD: return ["1/2"]
        case 0xBC: return ["1/4"]
        case 0xBE: return ["3/4"]
        case 0xD7: return ["x"]
        case 0xC6: return ["AE"]
        case 0xE6: return ["ae"]
        case 0x152: return ["OE"]
        case 0x153: return ["oe"]
        case 0xDF: return ["ss"]
        case 0x1E9E: return ["SS"]
        case 0xDE: return ["Th"]
        case 0xFE: return ["th"]
        default: return []
        }
    }

    private static let bases: [Unicode.Scalar: String] = {
        var result: [Unicode.Scalar: String] = [:]
        for (base, letters) in groups {
            for letter in letters.unicodeScalars { result[letter] = base }
        }
        return result
    }()

    private static let groups: [(String, String)] = [
        ("A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"),
        ("B", "ḂḄḆ"),
        ("C", "ÇĆĈĊČḈ"),
        ("D", "ĎḊḌḎḐḒĐÐ"),
        ("E", "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"),
        ("F", "Ḟ"),
        ("G", "ĜĞĠĢǦǴḠ"),
        ("H", "ĤȞḢḤḦḨḪĦ"),
        ("I", "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ"),
        ("J", "Ĵ"),
        ("K", "ĶǨḰḲḴ"),
        ("L", "ĹĻĽḶḸḺḼŁ"),
        ("M", "ḾṀṂ"),
        ("N", "ÑŃŅŇǸṄṆṈṊ"),
        ("O", "ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢØ"),
        ("P", "ṔṖ"),
        ("R", "ŔŖŘȐȒṘṚṜṞ"),
        ("S", "ŚŜŞŠȘṠṢṤṦṨ"),
        ("T", "ŢŤȚṪṬṮṰŦ"),
        ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"),
        ("V", "ṼṾ"),
        ("W", "ŴẀẂẄẆẈ"),
        ("X", "ẊẌ"),
        ("Y", "ÝŶŸȲẎỲỴỶỸ"),
        ("Z", "ŹŻŽẐẒẔƵ"),
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("b", "ḃḅḇƀ"),
        ("c", "çćĉċčḉ"),
        ("d", "ďḋḍḏḑḓđð"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥȟḣḥḧḩḫẖħ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉịı"),
        ("j", "ĵǰ"),
        ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľḷḹḻḽł"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟ"),
        ("s", "śŝşšșṡṣṥṧṩ"),
        ("t", "ţťțṫṭṯṱẗŧ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕƶ"),
    ]
}
