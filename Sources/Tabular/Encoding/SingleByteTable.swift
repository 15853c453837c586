/// What the bytes 0x80 to 0xFF of the single-byte encodings stand for.
///
/// Source: the mapping tables of unicode.org (`CP1252.TXT`, `8859-15.TXT`, `ROMAN.TXT`, `CP850.TXT`). The five bytes that
/// Windows-1252 leaves open are the C1 controls of the same number, as in the WHATWG Encoding Standard.
enum SingleByteTable {
    static let windows1252 = scalars(
        """
        €\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\
        \u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
        \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯\
        °±²³´µ¶·¸¹º»¼½¾¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\
        ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
        àáâãäåæçèéêëìíîï\
        ðñòóôõö÷øùúûüýþÿ
        """)

    static let latin9 = scalars(
        """
        \u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8A}\u{8B}\u{8C}\u{8D}\u{8E}\u{8F}\
        \u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9A}\u{9B}\u{9C}\u{9D}\u{9E}\u{9F}\
        \u{A0}¡¢£€¥Š§š©ª«¬\u{AD}®¯\
        °±²³Žµ¶·ž¹º»ŒœŸ¿\
        ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\
        ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
        àáâãäåæçèéêëìíîï\
        ðñòóôõö÷øùúûüýþÿ
        """)

    static let macintosh = scalars(
        """
        ÄÅÇÉÑÖÜáàâäãåçéè\
        êëíìîïñóòôöõúùûü\
        †°¢£§•¶ß®©™´¨≠ÆØ\
        ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
        ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ\
        –—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
        ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\
        \u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
        """)

    static let ibm850 = scalars(
        """
        ÇüéâäàåçêëèïîìÄÅ\
        ÉæÆôöòûùÿÖÜø£Ø×ƒ\
        áíóúñÑªº¿®¬½¼¡«»\
        ░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
        └┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
        ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
        ÓßÔÒõÕµþÞÚÛÙýÝ¯´\
        \u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}
        """)

    private static func scalars(_ text: String) -> [UInt16] {
        let table = text.unicodeScalars.map { UInt16($0.value) }
        precondition(table.count == 128)
        return table
    }
}
