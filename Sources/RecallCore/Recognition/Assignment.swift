/// The best matching of rows to columns by what each pair is worth.
enum Assignment {
    /// The column of each row, nil for a row that is better left alone; pairs that are worth nothing are never chosen.
    ///
    /// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in time rows² × columns.
    static func best(_ worth: [[Double]]) -> [Int?] {
        let rows = worth.count
        guard rows > 0, let width = worth.first?.count else { return [] }
        // One column more for each row, worth nothing: the row's own "none".
        let columns = width + rows
        func cost(_ row: Int, _ column: Int) -> Double {
            column < width ? -max(0, worth[row][column]) : 0
        }
        var rowPotential = [Double](repeating: 0, count: rows + 1)
        var columnPotential = [Double](repeating: 0, count: columns + 1)
        var matched = [Int](repeating: 0, count: columns + 1)
        var way = [Int](repeating: 0, count: columns + 1)
        for row in 1...rows {
            matched[0] = row
            var column = 0
            var least = [Double](repeating: .infinity, count: columns + 1)
            var isUsed = [Bool](repeating: false, count: columns + 1)
            repeat {
                isUsed[column] = true
                let current = matched[column]
                var step = Double.infinity
                var next = 0
                for other in 1...columns where !isUsed[other] {
                    let reduced = cost(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
                    if reduced < least[other] {
                        least[other] = reduced
                        way[other] = column
                    }
                    if least[other] < step {
                        step = least[other]
                        next = other
                    }
                }
                for other in 0...columns {
                    if isUsed[other] {
                        rowPotential[matched[other]] += step
                        columnPotential[other] -= step
                    } else {
                        least[other] -= step
                    }
                }
                column = next
            } while matched[column] != 0
            repeat {
                let before = way[column]
                matched[column] = matched[before]
                column = before
            } while column != 0
        }
        var chosen = [Int?](repeating: nil, count: rows)
        for column in 1...columns where matched[column] > 0 && column <= width {
            let row = matched[column] - 1
            if worth[row][column - 1] > 0 { chosen[row] = column - 1 }
        }
        return chosen
    }
}
