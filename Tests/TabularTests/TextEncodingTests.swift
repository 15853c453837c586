import Foundation
import RecallTestSupport
import Tabular
import Testing

@Suite struct TextEncodingTests {
    static let letters = "Zoë O’Neill, Renée Müller, 12 Café Row, £25.00, Siân Castañeda, François"

    @Test func `every character of a table goes out and comes back`() {
        for encoding in TextEncoding.allCases where encoding != .utf8 && !encoding.isUTF16 {
            let bytes = (0x80...0xFF).map { UInt8($0) }
            let text = encoding.decode(bytes)
            #expect(text.unicodeScalars.count == 128, "\(encoding)")
            let back = encoding.encode(text)
            #expect(back.bytes == bytes && back.replaced == 0, "\(encoding)")
        }
    }

    @Test func `the tables hold what the standards say at places that differ`() {
        let cases: [(TextEncoding, UInt8, String)] = [
            (.windows1252, 0x80, "€"), (.windows1252, 0x92, "’"), (.windows1252, 0xE9, "é"), (.windows1252, 0xA4, "¤"),
            (.latin9, 0xA4, "€"), (.latin9, 0xBD, "œ"), (.latin9, 0xB8, "ž"), (.macintosh, 0x8E, "é"),
            (.macintosh, 0xD5, "’"), (.macintosh, 0xA3, "£"), (.macintosh, 0xDB, "€"), (.ibm850, 0x82, "é"),
            (.ibm850, 0x9C, "£"), (.ibm850, 0xD5, "ı"), (.ibm850, 0xFF, "\u{A0}"),
        ]
        for (encoding, byte, wanted) in cases { #expect(encoding.decode([byte]) == wanted, "\(encoding) \(byte)") }
    }

    @Test func `transcoding in chunks of any size gives the text`() {
        for encoding in TextEncoding.allCases {
            let text = encoding == .utf8 || encoding.isUTF16 ? Self.letters + " 😀 Paweł" : Self.letters
            let bytes = encoding.encode(text).bytes
            for size in 1...9 {
                var transcoder = Transcoder(encoding)
                var found: [UInt8] = []
                for start in stride(from: 0, to: bytes.count, by: size) {
                    transcoder.append(bytes[start..<min(start + size, bytes.count)], to: &found)
                }
                transcoder.finish(into: &found)
                let wanted =
                    encoding == .latin9 || encoding == .ibm850
                    ? text.replacingOccurrences(of: "’", with: "'") : text
                #expect(String(decoding: found, as: UTF8.self) == wanted, "\(encoding) \(size)")
            }
        }
    }

    @Test func `half a surrogate pair and half a unit become replacement characters`() {
        #expect(TextEncoding.utf16LittleEndian.decode([0x41, 0, 0x3D, 0xD8]) == "A\u{FFFD}")
        #expect(TextEncoding.utf16BigEndian.decode([0, 0x41, 0]) == "A\u{FFFD}")
        #expect(TextEncoding.utf16BigEndian.decode([0xDC, 0, 0, 0x42]) == "\u{FFFD}B")
    }

    @Test func `a character that an encoding lacks is written as the nearest one`() {
        #expect(TextEncoding.windows1252.encode("Paweł").bytes == Array("Pawel".utf8))
        #expect(TextEncoding.windows1252.encode("Paweł").replaced == 1)
        #expect(TextEncoding.ibm850.encode("O’Neill – €5").bytes == Array("O'Neill - EUR5".utf8))
        #expect(TextEncoding.windows1252.encode("漢").bytes == [0x3F])
    }

    @Test func `the encoding of a made export is found`() throws {
        var rows = "Ref,Forename,Surname,Address,Balance,Notes\r\n"
        let people = [
            "1,Zoë,Brown,12 Café Row,£25.00,Saw Renée", "2,Siân,Müller,4 High St,£3.50,François rang",
            "3,José,Castañeda,Flat 2,£10.00,ok", "4,André,Fröhlich,1 Mill Ln,£7.20,",
            "5,Ann,Smith,3 Oak Rd,£0.00,wife of Jürgen",
        ]
        for person in people { rows += person + "\r\n" }
        for encoding in TextEncoding.allCases {
            let text = encoding == .latin9 ? rows.replacingOccurrences(of: "£3.50,", with: "€3.50,Cœur ") : rows
            let profile = try FormatDetector.profile(ArraySource(encoding.encode(text).bytes))
            #expect(profile.encoding == encoding, "\(encoding.rawValue)")
            #expect(!profile.hasByteOrderMark && profile.mixedWith == nil, "\(encoding.rawValue)")
            let marked = try FormatDetector.profile(ArraySource(encoding.byteOrderMark + encoding.encode(text).bytes))
            #expect(marked.encoding == encoding && marked.hasByteOrderMark == !encoding.byteOrderMark.isEmpty)
            #expect(marked.header.first == "Ref", "\(encoding.rawValue)")
        }
    }

    @Test func `what ISO-8859-15 has in the place of rarer signs tells it from Windows-1252`() throws {
        for notes in ["Šárka Ó Sé", "nach 2212 €/m", "pays in (€)", "œuf", "Žižek"] {
            let text = "Ref,Name,Notes\n1,Zoë,\(notes)\n2,Ann,rang back\n"
            let profile = try FormatDetector.profile(ArraySource(TextEncoding.latin9.encode(text).bytes))
            #expect(profile.encoding == .latin9, "\(notes)")
        }
        for notes in ["½ eye drops", "fits 1¼ mm", "Lens – new", "her son’s"] {
            let text = "Ref,Name,Notes\n1,Zoë,\(notes)\n2,Ann,rang back\n"
            let profile = try FormatDetector.profile(ArraySource(TextEncoding.windows1252.encode(text).bytes))
            #expect(profile.encoding == .windows1252, "\(notes)")
        }
    }

    @Test func `a file of two encodings is read cell by cell`() throws {
        var bytes = Array("Ref,Name,Date\n".utf8)
        for number in 1...8 {
            bytes += Array("\(number),".utf8)
            bytes +=
                number % 2 == 0 ? TextEncoding.utf8.encode("Zoë").bytes : TextEncoding.windows1252.encode("Renée").bytes
            bytes += Array(",0\(number)/02/2024\n".utf8)
        }
        let profile = try FormatDetector.profile(ArraySource(bytes))
        #expect(profile.mixedWith != nil)
        var rows = try profile.dataRows(of: ArraySource(bytes))
        while try rows.next() { #expect(rows.field(1) == (rows.row % 2 == 1 ? "Zoë" : "Renée")) }
        #expect(rows.row == 7)
    }
}
