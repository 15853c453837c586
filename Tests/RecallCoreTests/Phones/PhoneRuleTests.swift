import Foundation
import RecallTestSupport
import Testing

@testable import RecallCore

/// Cells beyond the table, rule by rule: the cell, then e164, kind, flags, refusal, also.
@Suite struct PhoneRuleTests {
    private func check(_ table: String) {
        for line in table.split(separator: "\n") {
            let cells = line.components(separatedBy: " → ")
            let raw = CaseTable.unescaped(cells[0])
            let wanted = cells[1].components(separatedBy: " ").map { $0 == "-" ? "" : $0 }
            #expect(PhoneReader.read(raw).columns == wanted, "\(cells[0])")
        }
    }

    @Test func `invisible characters, full-width forms, blanks, dashes and wrappers go`() {
        check(
            """
            \\uff10\\uff17\\uff17\\uff10\\uff10 900601 → +447700900601 mobile - none -
            \\u0660\\u0667\\u0667\\u0660\\u0660 900602 → +447700900602 mobile - none -
            \\uff0b44 7700 900603 → +447700900603 mobile - none -
            \\ufeff07700\\u200b900604 → +447700900604 mobile - none -
            077\\u00ad00 900605\\u2069 → +447700900605 mobile - none -
            07700\\u2013900\\u2011606 → +447700900606 mobile - none -
            07700\\u2212900607 → +447700900607 mobile - none -
            \\u202807700\\u3000900608\\u2009 → +447700900608 mobile - none -
            "07700 900609" → +447700900609 mobile - none -
            \\u201c07700 900610\\u201d → +447700900610 mobile - none -
            =07700900611 → +447700900611 mobile - none -
            ="+447700900612" → +447700900612 mobile - none -
            07700\\t900613\\r\\n → +447700900613 mobile - none -
            """)
    }

    @Test func `fillers and words without a number are told apart`() {
        check(
            """
            N/A → - - - placeholder -
            none → - - - placeholder -
            Nil → - - - placeholder -
            NULL → - - - placeholder -
            Unknown → - - - placeholder -
            n/k → - - - placeholder -
            N/K. → - - - placeholder -
            no mobile → - - - placeholder -
            No Phone → - - - placeholder -
            ? → - - - placeholder -
            ??? → - - - placeholder -
            -- → - - - placeholder -
            \\u2014 → - - - placeholder -
            x → - - - placeholder -
            XXX → - - - placeholder -
            #N/A → - - - placeholder -
            Tel: → - - - placeholder -
            n/a / 07700 900614 → +447700900614 mobile - none -
            07700 900615 / none → +447700900615 mobile - none -
            07700 900616 ? → +447700900616 mobile - none -
            07700 900617 x → +447700900617 mobile - none -
            declined → - - note placeholder -
            use mum's → - - belongs_to_other,note placeholder -
            ring after 6 → - - note placeholder -
            wrong number → - - note placeholder -
            """)
        #expect(PhoneReader.read(" \u{a0}\t").columns == ["", "", "", "none", ""])
        #expect(PhoneReader.read("=\"\"").columns == ["", "", "", "none", ""])
    }

    @Test func `what a spreadsheet spoilt is put right only where every digit is left`() {
        check(
            """
            7.700900618E+09 → +447700900618 mobile repaired none -
            4.47700900619e+11 → +447700900619 mobile repaired none -
            4.47700900620E11 → +447700900620 mobile repaired none -
            4.4770090062E+11 → - - - excel_destroyed -
            7.70E+09 → - - - excel_destroyed -
            1.13E+09 → - - - excel_destroyed -
            # → - - - excel_destroyed -
            #NAME? → - - - excel_destroyed -
            #value! → - - - excel_destroyed -
            #REF! → - - - excel_destroyed -
            #NUM! → - - - excel_destroyed -
            7701000000 → - - - excel_destroyed -
            442080000000 → - - - excel_destroyed -
            1632000000 → - - - excel_destroyed -
            +447701000000 → +447701000000 mobile - none -
            07701000000 → +447701000000 mobile - none -
            01632960621.00 → +441632960621 landline repaired none -
            7700900622.0 → +447700900622 mobile repaired none -
            447700900623.0 → +447700900623 mobile repaired none -
            0770090062.0 → - - repaired too_short -
            """)
    }

    @Test func `letters are digits only in groups of digits and such letters`() {
        check(
            """
            O1632 96O624 → +441632960624 landline repaired none -
            0l632 96062I → +441632960621 landline repaired none -
            0|632 960625 → +441632960625 landline repaired none -
            07700 9oo626 → +447700900626 mobile repaired none -
            Tel07700900627 → +447700900627 mobile - none -
            07700900628Bill → +447700900628 mobile note none -
            Ill 07700 900629 → +447700900629 mobile note none -
            +44 77OO 9OO63O → +447700900630 mobile repaired none -
            07700 900630|07700 900631 → +447700900630 mobile several none +447700900631
            01632960630|01632960631 → +441632960630 landline several none +441632960631
            """)
    }

    @Test func `labels say nothing, other words are a note, some mean other people`() {
        check(
            """
            Telephone: 01632 960632 → +441632960632 landline - none -
            mobile no. 07700 900633 → +447700900633 mobile - none -
            (H) 01632 960634 → +441632960634 landline - none -
            M 07700 900635 → +447700900635 mobile - none -
            Contact Number 07700 900636 → +447700900636 mobile - none -
            07700 900637 (mob) → +447700900637 mobile - none -
            t:01632960638 → +441632960638 landline - none -
            Work 01632 960639 → +441632960639 landline note none -
            1st 07700 900640 → +447700900640 mobile note none -
            07700 900641 1st → +447700900641 mobile note none -
            07700 900642 after 10.30 → +447700900642 mobile note none -
            07700 900643 10.30 onwards → +447700900643 mobile note none -
            07700 900644 6 pm → +447700900644 mobile note none -
            07700 900645 9-5 only → +447700900645 mobile note none -
            07700 900646 9am-5pm → +447700900646 mobile note none -
            07700 900647 c/o Bill → +447700900647 mobile belongs_to_other,note none -
            NOK 07700 900648 → +447700900648 mobile belongs_to_other,note none -
            care home 01632 960649 → +441632960649 landline belongs_to_other,note none -
            01632 960650 Warden → +441632960650 landline belongs_to_other,note none -
            07700 900651 partner\\u2019s mob → +447700900651 mobile belongs_to_other,note none -
            07700 900652 - neighbour → +447700900652 mobile belongs_to_other,note none -
            07700 900653 (ptnr) → +447700900653 mobile belongs_to_other,note none -
            07700900654 Anderson → +447700900654 mobile note none -
            07700 900655 (2) → +447700900655 mobile note none -
            07700 900656 (07700 900657) → +447700900656 mobile note none -
            07700 900658 [Tue 14.15] → +447700900658 mobile note none -
            +44(0)7700900659 (son) → +447700900659 mobile belongs_to_other,note none -
            Mum (07700 900660) → +447700900660 mobile belongs_to_other,note none -
            Dad/Mum 01632 960661 → +441632960661 landline belongs_to_other,note none -
            07700 900661 (H) → +447700900661 mobile - none -
            husbands mobile 07700900662 → +447700900662 mobile belongs_to_other,note none -
            Mob 2: 07700 900663 → +447700900663 mobile note none -
            07700 900664 mother-in-law → +447700900664 mobile belongs_to_other,note none -
            960662 mum → - - belongs_to_other,note too_short -
            """)
    }

    @Test func `marks of staff refuse every number of the cell`() {
        check(
            """
            07700 900663 not in use → +447700900663 mobile note marked_bad -
            07700 900664 - no longer in use → +447700900664 mobile note marked_bad -
            dead 01632 960665 → +441632960665 landline note marked_bad -
            07700 900666 DO NOT USE → +447700900666 mobile note marked_bad -
            07700 900667 don't use → +447700900667 mobile note marked_bad -
            DNU 07700 900668 → +447700900668 mobile note marked_bad -
            07700 900669 (unobtainable) → +447700900669 mobile note marked_bad -
            07700 900670 invalid → +447700900670 mobile note marked_bad -
            01632 960671 out of order → +441632960671 landline note marked_bad -
            07700 900672 do not ring → +447700900672 mobile note marked_bad -
            07700 900673 don\\u2019t phone → +447700900673 mobile note marked_bad -
            07700 900674 no calls → +447700900674 mobile note marked_bad -
            07700 900675 DNC → +447700900675 mobile note marked_bad -
            07700 900676 do not contact → +447700900676 mobile note marked_bad -
            07700 900677 don't ring before 10 → +447700900677 mobile note none -
            07700 900678 no calls after 8pm → +447700900678 mobile note none -
            07700 900679 do not phone at work → +447700900679 mobile note none -
            07700 900680 do not call between 9 and 5 → +447700900680 mobile note none -
            07700 900681 do not call on Fridays → +447700900681 mobile note none -
            07700 900682 / 07700 900683 wrong → +447700900682 mobile note,several marked_bad +447700900683
            07797 712684 old number → +447797712684 mobile note marked_bad -
            07700 900685 Harold → +447700900685 mobile note none -
            """)
    }

    @Test func `an extension is left out and refuses its number`() {
        check(
            """
            01632 960686 extn 12 → +441632960686 landline extension extension -
            01632 960687 extension 12345 → +441632960687 landline extension extension -
            01632 960688 Ext. 7 → +441632960688 landline extension extension -
            01632 960689 #21 → +441632960689 landline extension extension -
            01632960690x3 → +441632960690 landline extension extension -
            01632960691ext3 → +441632960691 landline extension extension -
            01632 960692 (ext 4) → +441632960692 landline extension extension -
            01632 960693 ext 4 / 07700 900694 → +447700900694 mobile several,extension none +441632960693
            01632 960695 x 07700 900696 → +441632960695 landline several none +447700900696
            01632 960697 ext 4 Bill → +441632960697 landline note,extension extension -
            """)
    }

    @Test func `several numbers are parted and counted once each`() {
        check(
            """
            07700 900701 | 07700 900702 → +447700900701 mobile several none +447700900702
            07700900703 07700900704 → +447700900703 mobile several none +447700900704
            07700 900705 01632 960706 → +447700900705 mobile several none +441632960706
            01632 960707 - 07700 900708 → +441632960707 landline several none +447700900708
            07700900709-07700900710 → +447700900709 mobile several none +447700900710
            0770090071107700900712 → +447700900711 mobile several none +447700900712
            07700 900713 and 07700 900714 → +447700900713 mobile several none +447700900714
            07700900715,07700900716,07700900717 → +447700900715 mobile several none +447700900716,+447700900717
            01632 960720/21 → +441632960720 landline several none +441632960721
            01632 960722/960 → +441632960722 landline several none +441632960960
            01632 960723/4/5 → +441632960723 landline several none +441632960724,+441632960725
            01632 960720 / 45 → +441632960720 landline several none +441632960745
            01632/960724 → +441632960724 landline - none -
            7,700,900,725 → +447700900725 mobile repaired none -
            07,700,900,726 → +447700900726 mobile - none -
            +44 7700 900727 / 07700 900727 → +447700900727 mobile - none -
            0909 8790728 / 07700 900729 → +447700900729 mobile several none +449098790728
            0909 8790730, 0845 600 0731 → +449098790730 other several premium +448456000731
            07700 900732 / 960733 → +447700900732 mobile - none -
            999 / 07700 900734 → +447700900734 mobile - none -
            +447700900735 +447700900736 → +447700900735 mobile several none +447700900736
            H 01632 960737 M 07700 900738 → +441632960737 landline several none +447700900738
            mum 07700 900739 dad 07700 900740 → +447700900739 mobile belongs_to_other,note,several none +447700900740
            07700 900741 + 07700 900742 → +447700900741 mobile several none +447700900742
            """)
        #expect(
            PhoneReader.read("07700 900743 / 0909 8790744 / 01632 960745").alsoUsable.map(\.e164) == ["+441632960745"])
    }

    @Test func `country codes, lost nuls and foreign numbers`() {
        check(
            """
            +440 7700 900746 → +447700900746 mobile - none -
            0044 (0) 1632 960747 → +441632960747 landline - none -
            4407700900748 → +447700900748 mobile - none -
            44 1632 960749 → +441632960749 landline - none -
            +07700 900750 → +447700900750 mobile repaired none -
            044 1632 960751 → +441632960751 landline repaired none -
            2079460752 → +442079460752 landline repaired none -
            00353 20 912 3753 → +353209123753 other - foreign -
            +33 1 99 00 17 54 → +33199001754 other - foreign -
            +1 (202) 555-0155 → +12025550155 other - foreign -
            +353 1234 → - - - too_short -
            +1234567890123456 → - - - too_long -
            1719460757 → - - repaired unallocated -
            1234567890 → - - - placeholder -
            5632960756 → - - - too_long -
            """)
    }

    @Test func `checks come in their order, then the range decides`() {
        check(
            """
            112 → - - - emergency -
            101 → - - - emergency -
            119 → - - - emergency -
            116 123 → - - - emergency -
            116000 → - - - emergency -
            118118 → - - - emergency -
            +44 800 1111 → - - - emergency -
            07777777777 → - - - placeholder -
            07000000000 → - - - placeholder -
            01111111111 → - - - placeholder -
            99999 → - - - placeholder -
            01234567890 → - - - placeholder -
            09876543210 → - - - placeholder -
            07987654321 → - - - placeholder -
            12345 → - - - placeholder -
            +44 7123456789 → - - - placeholder -
            01204 96075 → +44120496075 landline - none -
            0800 123057 → +44800123057 other - freephone -
            01632 96075 → - - - too_short -
            0208 946 075 → - - - too_short -
            07524 412001 → +447524412001 mobile - crown_dependency -
            07457 612001 → +447457612001 mobile - crown_dependency -
            07457 512001 → +447457512001 mobile - none -
            07829 712001 → +447829712001 mobile - crown_dependency -
            07937 712001 → +447937712001 mobile - crown_dependency -
            07700 312001 → +447700312001 mobile - crown_dependency -
            07700 712001 → +447700712001 mobile - crown_dependency -
            07700 812001 → +447700812001 mobile - crown_dependency -
            07509 712001 → +447509712001 mobile - crown_dependency -
            07781 712001 → +447781712001 mobile - crown_dependency -
            07839 712001 → +447839712001 mobile - crown_dependency -
            07911 712001 → +447911712001 mobile - crown_dependency -
            07911 212001 → +447911212001 mobile - none -
            01481 712001 → +441481712001 landline - crown_dependency -
            01624 712001 → +441624712001 landline - crown_dependency -
            07012 712001 → +447012712001 other - personal_number -
            07699 712001 → +447699712001 other - pager -
            0901 712 0010 → +449017120010 other - premium -
            0844 712 0010 → +448447120010 other - service -
            0808 157 0010 → +448081570010 other - freephone -
            0300 712 0010 → +443007120010 other - none -
            055 7120 0100 → +445571200100 other - none -
            023 9649 6001 → +442396496001 landline - none -
            029 2018 0001 → +442920180001 landline - none -
            0181 946 0001 → - - - unallocated -
            0104 946 0001 → - - - unallocated -
            021 9649 6001 → - - - unallocated -
            0500 946 0001 → - - - unallocated -
            0600 946 0001 → - - - unallocated -
            0820 946 0001 → - - - unallocated -
            04632 960 001 → - - - unallocated -
            """)
    }

    @Test func `no text whatever makes the reader crash or give a number that is none`() {
        var generator = SeededGenerator(seed: 20_261)
        let pieces = Array("0123456789 +-()/,;|&.xXoOlI#='\"Ee\nméÉ漢\u{200b}\u{ff17}\u{301}".unicodeScalars)
        for round in 0..<4_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let wild = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
                let tame = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                view.append(Int.random(in: 0..<12, using: &generator) == 0 ? wild ?? tame : tame)
            }
            let reading = PhoneReader.read(String(view))
            #expect((reading.number == nil) == (reading.kind == nil), "seed 20261, round \(round)")
            #expect(reading.flags.contains(.several) == !reading.also.isEmpty, "seed 20261, round \(round)")
            if let number = reading.number {
                #expect(PhoneReader.read(number.national).number == number, "seed 20261, round \(round)")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a cell of any length and nesting is read in one go`() {
        for piece in ["07700 900123 (", "0 0 1 2 ", "|1", "1,", "(", "x1 ", "wife "] {
            let reading = PhoneReader.read(String(repeating: piece, count: 3000))
            #expect(reading.number == nil || reading.number?.e164 == "+447700900123", "\(piece)")
        }
    }

    @Test func `a number reads back from every form in which it is written`() {
        var generator = SeededGenerator(seed: 7)
        let starts = ["7700900", "1632960", "1134960", "2079460", "1914980", "2896496"]
        for round in 0..<3000 {
            let national = starts[round % starts.count] + padded(Int.random(in: 100...899, using: &generator), 3)
            let wanted = "+44" + national
            let front = ["0", "+44", "+44 (0)", "0044 ", "44 ", "+44 0"][Int.random(in: 0..<6, using: &generator)]
            let gaps = ["", " ", "-", ".", "\u{a0}", " - "]
            let gap = gaps[Int.random(in: 0..<gaps.count, using: &generator)]
            let cut = Int.random(in: 2...6, using: &generator)
            let around = [("", ""), ("Tel: ", ""), ("(", ")"), ("\"", "\""), ("\u{200e}", " (mum)"), ("", " pls")]
            let (before, behind) = around[Int.random(in: 0..<around.count, using: &generator)]
            let cell = before + front + national.prefix(cut) + gap + national.dropFirst(cut) + behind
            #expect(PhoneReader.read(cell).usable?.e164 == wanted, "seed 7, round \(round): \(cell)")
        }
    }
}
