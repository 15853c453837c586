/// What has been found out about the cells of one file, most of which repeat: names, yes and no, notes.
///
/// It changes no answer, only how often it is looked for. For the rows of one file: a header stands for one column there.
package struct RowMemo {
    private var facts: [Memo<FactsQuestion, CellFacts?>] = []
    /// What the headers say by themselves, by their columns.
    private var headers: [HeaderStop?] = []
    var titles = Memo<String, String>(most: 1000)
    var forenames = Memo<ForenameQuestion, NameReader.Forenames>(most: 5000)
    var surnames = Memo<String, NameReader.Surname>(most: 5000)

    /// Headers and cells of earlier files, whose columns stand elsewhere.
    private var keptHeaders = Memo<String, HeaderStop>(most: 1000)
    private var keptFacts = Memo<KeptQuestion, CellFacts?>(most: 5000)

    package init() {}

    private struct KeptQuestion: Hashable {
        let field: Field?
        let header: String
        let text: String
    }

    private struct FactsQuestion: Hashable {
        // A row about contact lenses has other fields in the same columns.
        let field: Field?
        let text: String
    }

    struct ForenameQuestion: Hashable {
        let text: String
        let mayBeEmpty: Bool
    }

    /// What a cell says by itself; nil where it says nothing.
    mutating func facts(of cell: Cell) -> CellFacts? {
        let header = header(of: cell)
        // Numbers do not repeat.
        if cell.field?.isPhone == true { return CellFacts(cell, below: header) }
        while facts.count <= cell.column { facts.append(Memo(most: 1000)) }
        return facts[cell.column].answer(to: FactsQuestion(field: cell.field, text: cell.text)) { _ in
            CellFacts(cell, below: header)
        }
    }

    private mutating func header(of cell: Cell) -> HeaderStop {
        while headers.count <= cell.column { headers.append(nil) }
        if let known = headers[cell.column] { return known }
        let header = HeaderStop(cell.header)
        headers[cell.column] = header
        return header
    }
}

extension RowMemo {
    /// What a cell of an earlier file says by itself; nil where it says nothing.
    mutating func facts(ofKept cell: Cell) -> CellFacts? {
        let header = keptHeaders.answer(to: cell.header) { HeaderStop($0) }
        if cell.field?.isPhone == true { return CellFacts(cell, below: header) }
        return keptFacts.answer(to: KeptQuestion(field: cell.field, header: cell.header, text: cell.text)) { _ in
            CellFacts(cell, below: header)
        }
    }
}

/// Answers that are kept, up to a limit; beyond it all are forgotten, and the memory begins anew.
struct Memo<Question: Hashable, Answer> {
    private var known: [Question: Answer] = [:]
    private let most: Int

    init(most: Int) { self.most = most }

    mutating func answer(to question: Question, _ find: (Question) -> Answer) -> Answer {
        if let answer = known[question] { return answer }
        let answer = find(question)
        if known.count >= most { known.removeAll(keepingCapacity: true) }
        known[question] = answer
        return answer
    }
}
