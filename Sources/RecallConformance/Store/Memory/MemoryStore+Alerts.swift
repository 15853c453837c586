package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func raise(_ code: String, practice: String, message: String, now: Instant) async throws(StoreError) {
        try write { state in try state.note(message, as: code, practice: practice, now: now) }
    }

    package func resolve(_ code: String, practice: String) async throws(StoreError) {
        try write { state in _ = state.alerts.remove { $0.practice == practice && $0.code == code } }
    }

    package func alerts() async throws(StoreError) -> [Alert] {
        try read { state in state.alerts.rows().sorted { ($0.since, $0.code) < ($1.since, $1.code) } }
    }

    package func acknowledge(code: String?, practice: String?, now: Instant) async throws(StoreError) -> Int {
        try write { state in
            let count = state.alerts.update(
                where: { alert in
                    alert.acknowledgedAt == nil && (code == nil || alert.code == code)
                        && (practice == nil || alert.practice == practice || alert.practice.isEmpty)
                },
                { $0.acknowledgedAt = now })
            if count > 0 { try state.note(actor, "ack", code ?? "every alert", now: now) }
            return count
        }
    }

    package func provider() async throws(StoreError) -> ProviderState { try read(\.provider) }

    package func confirmProvider(_ word: ProviderState.Word, now: Instant) async throws(StoreError) {
        try write { state in
            let isThere = state.providers.update(1) { if $0.word == word { $0.askedAt = now } }
            if !isThere { try state.providers.insert(ProviderState(word: word, since: now, askedAt: now), 1) }
        }
    }

    package func setProvider(_ word: ProviderState.Word, reason: String?, now: Instant) async throws(StoreError) {
        try write { state in
            let since = state.provider.word == word && state.providers.count > 0 ? state.provider.since : now
            let row = ProviderState(word: word, reason: reason, since: since, askedAt: now)
            if !state.providers.update(1, { $0 = row }) { try state.providers.insert(row, 1) }
        }
    }

    package func askAboutAccountSoon(now: Instant) async throws(StoreError) {
        try write { state in
            if state.askAboutAccountSoon() { try state.note(actor, "ask", "the account", now: now) }
        }
    }
}

extension MemoryState {
    /// Has a stopped account asked about at once; whether it is stopped.
    @discardableResult
    mutating func askAboutAccountSoon() -> Bool {
        providers.update(1, where: { $0.word == .stopped }, { $0.askedAt = Instant(milliseconds: 0) })
    }

    var provider: ProviderState {
        providers[1]
            ?? ProviderState(word: .ok, since: Instant(milliseconds: 0), askedAt: Instant(milliseconds: 0))
    }
}

extension MemoryState {
    /// Notes an alert, or takes it away where there is nothing to tell.
    mutating func note(_ message: String?, as code: String, practice: String, now: Instant) throws {
        guard let message else {
            alerts.remove { $0.practice == practice && $0.code == code }
            return
        }
        let key = AlertKey(practice: practice, code: code)
        if !alerts.update(key, { $0.message = message }) {
            try alerts.insert(Alert(practice: practice, code: code, message: message, since: now), key)
        }
    }
}
