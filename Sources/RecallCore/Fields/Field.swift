/// What a column of an export means: the canonical fields, by the names that configuration and files use.
package enum Field: String, Sendable, Codable, CaseIterable, Hashable {
    case patientID = "patient_id"
    case nhsNumber = "nhs_number"
    case title
    case salutation
    case firstName = "first_name"
    case initials
    case lastName = "last_name"
    case fullName = "full_name"
    case previousSurname = "previous_surname"
    case sex
    case dateOfBirth = "date_of_birth"
    case age
    case mobilePhone = "mobile_phone"
    case homePhone = "home_phone"
    case workPhone = "work_phone"
    case phoneUnspecified = "phone_unspecified"
    case email
    case addressLine1 = "address_line_1"
    case addressLine2 = "address_line_2"
    case addressLine3 = "address_line_3"
    case town
    case county
    case postcode
    case fullAddress = "full_address"
    case lastExamDate = "last_exam_date"
    case lastClinicalTestDate = "last_clinical_test_date"
    case lastVisitDate = "last_visit_date"
    case nextRecallDate = "next_recall_date"
    case nextReminderDate = "next_reminder_date"
    case lastReminderSentDate = "last_reminder_sent_date"
    case reminderStage = "reminder_stage"
    case recallType = "recall_type"
    case recallIntervalMonths = "recall_interval_months"
    case nextAppointmentDate = "next_appointment_date"
    case reminderSuppressed = "reminder_suppressed"
    case flagDiabetes = "flag_diabetes"
    case flagGlaucoma = "flag_glaucoma"
    case flagFamilyHistoryGlaucoma = "flag_family_history_glaucoma"
    case flagOcularHypertension = "flag_ocular_hypertension"
    case flagAmd = "flag_amd"
    case flagMyopiaManagement = "flag_myopia_management"
    case flagOtherClinical = "flag_other_clinical"
    case clinicalNotesFreetext = "clinical_notes_freetext"
    case riskLevel = "risk_level"
    case fundingStatus = "funding_status"
    case gosCategory = "gos_category"
    case consentMarketing = "consent_marketing"
    case consentRecallPhone = "consent_recall_phone"
    case preferredContactMethod = "preferred_contact_method"
    case doNotContact = "do_not_contact"
    case deceased
    case patientStatus = "patient_status"
    case practiceBranch = "practice_branch"
    case practitioner
    case clWearer = "cl_wearer"
    case lastClCheckDate = "last_cl_check_date"
    case nextClCheckDate = "next_cl_check_date"
    case clSpecExpiryDate = "cl_spec_expiry_date"
    case guardianContact = "guardian_contact"
    case accessibilityLanguage = "accessibility_language"
    case gpName = "gp_name"
    case recordCreatedDate = "record_created_date"
    case recordUpdatedDate = "record_updated_date"
    case apptID = "appt_id"
    case apptDate = "appt_date"
    case apptStartTime = "appt_start_time"
    case apptStartDatetime = "appt_start_datetime"
    case apptEndTime = "appt_end_time"
    case apptDurationMinutes = "appt_duration_minutes"
    case apptType = "appt_type"
    case apptStatus = "appt_status"
    case apptRoom = "appt_room"
    case apptPatientRef = "appt_patient_ref"
    case apptBookedBy = "appt_booked_by"
    case apptNotes = "appt_notes"
}

extension Field {
    /// Whether the column holds telephone numbers.
    package var isPhone: Bool {
        switch self {
        case .mobilePhone, .homePhone, .workPhone, .phoneUnspecified: true
        default: false
        }
    }

    /// How the column's dates are to be understood; nil where it holds none.
    package var dateSense: DateSense? {
        switch self {
        case .dateOfBirth: .birth
        case .lastExamDate, .lastClinicalTestDate, .lastVisitDate, .lastReminderSentDate, .lastClCheckDate,
            .recordCreatedDate, .recordUpdatedDate:
            .past
        case .nextRecallDate, .nextReminderDate, .nextAppointmentDate, .nextClCheckDate, .clSpecExpiryDate: .due
        case .apptDate, .apptStartDatetime: .diary
        default: nil
        }
    }

    /// Whether the column holds times of day; a cell may hold a date beside.
    package var isTime: Bool { self == .apptStartTime || self == .apptEndTime }

    /// Whether the column holds a name of the patient or a part of it.
    package var isName: Bool {
        switch self {
        case .title, .salutation, .firstName, .initials, .lastName, .fullName, .previousSurname: true
        default: false
        }
    }

    /// Whether losing or misreading the column could put a call through to somebody who must not be called.
    package var isSafety: Bool {
        switch self {
        case .doNotContact, .deceased, .reminderSuppressed, .consentRecallPhone, .patientStatus: true
        default: false
        }
    }
}

/// What sort of moment a date column speaks of; decides two-digit years and which dates make sense.
package enum DateSense: Sendable {
    /// Not after today, not over 120 years back.
    case birth
    /// Something that happened: not after today, not before 1950.
    case past
    /// A recall or another date to come: 1990 to ten years ahead.
    case due
    /// A row of a diary: the window of `due`.
    case diary
}
