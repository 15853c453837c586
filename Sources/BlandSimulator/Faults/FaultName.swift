/// What can go wrong at Bland or on the way to it, by the names that are switched on.
package enum FaultName: String, Sendable, CaseIterable, Codable {
    // On the way.
    case lostAnswer = "lost_answer"
    case slowAnswer = "slow_answer"
    case resetBefore = "reset_before"
    case nonJSON = "non_json"
    case htmlBody = "html_body"
    case truncatedBody = "truncated_body"
    // Answers that may hide an accepted call.
    case error500Accepted = "error_500_accepted"
    case unableToQueueAccepted = "unable_to_queue_accepted"
    // Refusals: nothing is accepted.
    case error500 = "error_500"
    case rateLimit = "rate_limit"
    case newAccount = "new_account"
    case planConcurrency = "plan_concurrency"
    case sameNumber = "same_number"
    case blacklisted
    case dnc
    case sensitive
    case invalidPhone = "invalid_phone"
    case invalidFrom = "invalid_from"
    case unableToQueue = "unable_to_queue"
    case unpaidIntl = "unpaid_intl"
    case flaggedContent = "flagged_content"
    case additionalProperties = "additional_properties"
    case auth
    case balance
    case flagged
    case encryptedKey = "encrypted_key"
    case statusError200 = "status_error_200"
    // What is read back is odd.
    case nullFields = "null_fields"
    case numbersAsStrings = "numbers_as_strings"
    case listLag = "list_lag"
    case details404 = "details_404"
    case neverCompletes = "never_completes"
    case completedFalse = "completed_false_status_completed"
    case analyzeNull = "analyze_null"
    case analyzeStrings = "analyze_strings"
    case analyze500 = "analyze_500"

    /// The requests that the fault meets where the switch names none; nil means every one.
    var usualEndpoint: Endpoint? {
        switch self {
        case .slowAnswer, .nonJSON, .htmlBody, .truncatedBody, .auth: nil
        case .nullFields, .details404, .completedFalse: .details
        case .numbersAsStrings: nil
        case .listLag: .list
        case .analyzeNull, .analyzeStrings, .analyze500: .analyze
        default: .send
        }
    }

    /// Whether the fault takes the place of the answer or of the connection, rather than altering a body.
    var replacesAnswer: Bool {
        switch self {
        case .nullFields, .numbersAsStrings, .listLag, .details404, .neverCompletes, .completedFalse, .analyzeNull,
            .analyzeStrings:
            false
        default: true
        }
    }

    /// Bland's words for it, where it is an answer.
    var refusal: Reply? {
        func said(_ status: Int, _ message: String, as word: JSON = "error") -> Reply {
            .json(status, ["status": word, "message": .string(message)])
        }
        func coded(_ status: Int, _ code: JSON, _ message: JSON) -> Reply {
            .json(status, ["status": "error", "message": message, "errors": [["error": code, "message": message]]])
        }
        switch self {
        case .error500, .error500Accepted, .analyze500:
            return said(500, "Error triggering call. Please check your twilio account for errors")
        case .rateLimit: return said(429, "Rate limit exceeded")
        case .newAccount: return said(429, "Rate limit exceeded for newly created accounts. Please try again soon.")
        case .planConcurrency:
            return coded(429, "CALL_RL_PLAN_CONCURRENCY", "Concurrent call limit reached for your plan.")
        case .sameNumber:
            return said(
                429, "Calls can only be sent every 10 seconds to the same number. Please try again in a few seconds.")
        case .blacklisted: return said(429, "This number is blacklisted.")
        case .dnc:
            return said(
                400,
                "Number found in DNC list. You cannot dial sensitive numbers. More attempts will result in being blocked.",
                as: "DNC Error")
        case .sensitive:
            return said(400, "Cannot dial sensitive numbers. More attempts will result in being blocked.")
        case .invalidPhone:
            return said(400, "Invalid phone number. Please include a country code if outside the US.")
        case .invalidFrom:
            return said(400, "Invalid 'from' - must be a phone number string with 10 or 12 digits.")
        case .unableToQueue, .unableToQueueAccepted: return said(400, "Unable to queue call.")
        case .unpaidIntl:
            return coded(
                400, "CALL_UNPAID_INTL_BLOCK",
                """
                International calling requires a paid or verified account. Add a payment method or complete \
                verification to enable international calls.
                """)
        case .flaggedContent: return said(400, "Flagged Node: [flagged content]")
        case .additionalProperties: return said(400, "Additional properties are not allowed")
        case .auth: return .unauthorized
        case .balance: return said(402, "Insufficient balance.")
        case .flagged: return said(403, "The Bland Team has flagged your account for security purposes.")
        case .encryptedKey:
            return said(500, "Invalid `encrypted_key`. Please use the correct key for your account.")
        case .statusError200:
            return .json(
                200,
                [
                    "status": "error", "message": "Invalid parameters",
                    "errors": ["Missing required parameter: phone_number."],
                ])
        default: return nil
        }
    }
}
