/// The words that headers and cells of exports use, as data: one line a field, the variants after it parted by bars.
enum VocabularyTable {
    /// Headers from screens and help pages of practice-management systems, published templates, interfaces of neighbouring
    /// systems, and common usage in United Kingdom clinics.
    static let headers = """
        patient_id|Reference|ID|patient_id|PatientID|patient_number|PatientNumber|id|PatNum|PT ID|MR NUM|pid
        patient_id|Patient Reference|Patient ID|Patient No|Patient No.|Patient Number|Patient Ref|Patient Ref No
        patient_id|PatientRef|PatRef|Px ID|PxID|Px No|Px Ref|PxRef|Ref|Ref No|Record No|Record Number|Record ID
        patient_id|Card No|Chart No|Chart Number|Account No|Account Number|Customer No|Customer Ref|Client ID
        patient_id|Client No|Unique ID|UID|URN|External ID|File No|Hospital Number
        nhs_number|NHS Number|nhs_number|NHSNumber|NHS No|NHS No.|NHSNo|NHS #|NHS Num|CHI|CHI Number|CHI No|HCN
        title|Title|Salutation Title|Prefix|Name Prefix|Px Title|Ttl|Style
        salutation|Salutation|Dear|Letter Salutation|Known As|Preferred Name|Nickname|Likes To Be Called
        salutation|preferred_name
        first_name|First Names|first_name|FirstName|firstName|First Name|FIRST NAME|Forename|Forename(s)
        first_name|Forenames|Fore Name|First name(s)|FirstNames|Given Name|Christian Name|Px First Name
        first_name|Patient First Name|FName|F Name|First|Name1
        initials|Initial|initials|MIDDLE INITIAL|Initials|Middle Name|Middle Names|Middle Initial|MI|Second Name
        last_name|Surname|last_name|lastName|LAST NAME|Last Name|Family Name|LastName|Sur Name|Px Surname|LName
        last_name|L Name|Last|Pat_Surname|Name2
        full_name|PATIENT NAME|NAME|name|Name|Full Name|FullName|Patient|Patient Name|PatientName|Px|Customer
        full_name|Customer Name|Client|Client Name|Name (Surname, Forename)|Surname, Forename|Addressee Name
        full_name|Label Name
        previous_surname|Previous Surname|Maiden Name|Previous Name|AKA|maiden_name
        sex|Gender|gender|gender_identity|Sex|M/F|Gender Code
        date_of_birth|Date of Birth|date_of_birth|dob|DateOfBirth|birthDate|Birthdate|DOB|D.O.B|D.O.B.|D O B|DoB
        date_of_birth|Birth Date|BirthDate|Dateofbirth|Date Of Birth (dd/mm/yyyy)|Patient DOB|Birthday
        age|Age|Current Age|Age (yrs)|Px Age
        mobile_phone|Mobile Telephone|mobile|MobileNumber|cellPhone|phone_number_cell|Mobile|Mobile No
        mobile_phone|Mobile No.|Mobile Number|Mobile Phone|Mob|Mob No|Mob.|MobileNo|MobilePhone|Mobile1|Mobile 1
        mobile_phone|Tel (Mobile)|Tel Mobile|Telephone (M)|Tel (M)|Tel M|M Tel|SMS|SMS No|SMS Number|Text No
        mobile_phone|Text Number|Contact Mobile|Px Mobile|Cell Phone|Cellphone
        home_phone|Home Telephone|HomeNumber|phone_number_home|Home Phone|Home Tel No|Home Telephone No|Home No
        home_phone|Home Number|HomePhone|Tel (Home)|Tel Home|Telephone Home|Telephone (H)|Tel (H)|Tel H|H Tel
        home_phone|Landline|Land Line|Landline No|House Phone|Evening Tel|Evening Phone|Eve Tel|Px Home Tel
        work_phone|work_phone|WorkNumber|workPhone|phone_number_work|Work Phone|Work Tel No|Work Telephone
        work_phone|Work No|Work Number|WorkPhone|Tel (Work)|Tel Work|Telephone Work|Tel (W)|Tel W|W Tel
        work_phone|Business Tel|Office Phone|Daytime Tel|Day Tel|Tel Day|Daytime Contact
        phone_unspecified|phone_number|phone|phone_numbers|Phone List|Phone|Phone Number|Telephone|Telephone No
        phone_unspecified|Tel|Tel.|Tel No|Tel No.|TelNo|Tel1|Tel 1|Tel3|Phone1|Phone 1|Phone2|Phone 2|Contact
        phone_unspecified|Contact No|Contact No.|Contact Number|Contact Numbers|Contact Tel|Preferred Phone
        phone_unspecified|Preferred Contact No|Primary Phone|Secondary Phone|Alt Phone|Alternative Number
        phone_unspecified|Other Phone
        email|Email Address|email|Email|e_mail_address|E-Mail Address|E-mail|E mail|EmailAddress|E-mail Address
        email|Home Email|Px Email|Mail
        address_line_1|address_1|AddressLine1|address|Address 1|Address1|Address Line 1|Addr1|Addr 1|Add1|Add 1
        address_line_1|House|House No|House Name|Street|Street Address|Street 1|Number and Street
        address_line_2|address_2|AddressLine2|Address 2|Address2|Address Line 2|Add2|Line 2|Line2|Street 2
        address_line_2|District|Village
        address_line_3|address_3|Address 3|Address3|Address Line 3|Addr3|Add3|Line 3|Address 4|Address4
        address_line_3|Address Line 4|Addr4
        town|city|Town|City|Town/City|Post Town|Posttown|PostTown
        county|county|County|state|Province|State
        postcode|Postcode|postcode|zip|post_code|postal_code|Post Code|PostCode|Post-code|Postal Code|Zip
        postcode|ZIP Code|Px Postcode
        full_address|Address|Full Address|Home Address|Mailing Address|Correspondence Address|Address Block
        last_exam_date|last_eye_test_date|exam_date|ExamDate|lastExaminationDate|Exam Date|Eye Exam|Start Date
        last_exam_date|Last Exam Date|LastExamDate|Last Eye Exam|Last Eye Exam Date|Last Eye Examination
        last_exam_date|Last Eye Examination Date|Last EE|LEE|Last Sight Test Date|Sight Test Date
        last_exam_date|Date of Last Sight Test|Date Of Last ST|Last ST|Last ST Date|LST|ST Date|Last Test
        last_exam_date|Last Test Date|LastTestDate|Date of Last Test|Date Last Tested|Last Tested|Last Eye Test
        last_exam_date|Last Eye Test Date|Eye Test Date|Last Refraction|Last Refraction Date|Last Rx
        last_exam_date|Prescription Date|Last Full Exam|Last Primary Exam|Last GOS|Last GOS1 Date|Last GOS Date
        last_exam_date|Last Private Test|Examination Date|Date of Exam|Date Examined
        last_clinical_test_date|last_clinical_test_date|Last OCT|Last OCT Date|Last Fields|Last VF Date|Last IOP
        last_clinical_test_date|Last Pressure Check|Last DRS|Last DESP|Last Retinal Screening|Last Dilation
        last_visit_date|Last Visits|Last Visit Date|Last Visit|LastVisit|Last Seen|Date Last Seen|Last Attended
        last_visit_date|Last Appt|Last Appointment|Last Appointment Date|LastAppt|Last Activity|Last Contact
        last_visit_date|Last Purchase|Last Sale|Last Order Date|Patients not seen since
        next_recall_date|Next Exam|Next Recall Date|Next Due|next_clinical_due_date|nextExaminationDue
        next_recall_date|Next Recall|Recall Date|DateDue|date_due|r_eventDate|Recall|RecallDate|Recall Due
        next_recall_date|NextRecall|NextRecallDate|Next Recall Due|Due|Due Date|DueDate|Date Due|Next Exam Date
        next_recall_date|Next Exam Due|Next Eye Exam Due|Next Sight Test|Next Sight Test Date
        next_recall_date|Next Sight Test Due|Next ST|Next ST Due|ST Due|ST Due Date|ST Recall|ST Recall Date
        next_recall_date|Sight Test Recall Date|Sight Test Due|EE Due|EE Recall|Eye Exam Due|Exam Due|Test Due
        next_recall_date|Test Due Date|Next Test|Next Test Date|Next Test Due|Review Date|Next Review
        next_recall_date|Next Review Date|Reminder Date|Rx Expiry|Rx Expiry Date|Prescription Expiry|Expiry Date
        next_recall_date|Overdue Since
        next_reminder_date|Next Visit|Next Letter|Next Letter Date|Next Reminder|Next Reminder Date
        next_reminder_date|Next Comms Date|Next Stage Date|Reminder Due
        last_reminder_sent_date|DatePrevious|Last Reminder|Last Reminder Date|Last Letter|Last Letter Date
        last_reminder_sent_date|Last Letter Sent|Last Recall Sent|Date Recalled|Last Contacted|Last Contact Date
        last_reminder_sent_date|Last Email
        reminder_stage|RemNo|Band|Stage|recallStatus|Reminder No|Reminder Number|Rem No|Recall No|Recall Number
        reminder_stage|Recall Status|Letter No|No. of Reminders|Reminders Sent|Attempts|Contact Attempts
        recall_type|Recall Category|Spectacles|Contact Lenses|Schemes|Recall Type|Recall Scheme|RecallTypeNum
        recall_type|recall_type|r_reason|Recall Protocol|Recall Code|Recall Reason|RecallType|Type of Recall
        recall_type|Reason|Reason for Recall|Reminder Type|Scheme|Category|Exam Type|Test Type|Next Exam Type
        recall_interval_months|Months|Band 1 month|Interval|Period|Months to Recall|Monthly Recall Interval
        recall_interval_months|RecallInterval|interval_num|interval_unit|recallSchedule|Recall Interval
        recall_interval_months|Recall Interval (Months)|Recall Months|Period (Months)|Mths|Frequency
        recall_interval_months|Recall Frequency|Re-exam Interval|Retest Interval|Recall (m)|Due In
        next_appointment_date|Next Appointment|DateScheduled|appointment_id|Next Appt Date|Next Appointment Date
        next_appointment_date|Future Appointment|Future Appt|Booked|Appointment Booked|Has Future Appt
        next_appointment_date|Next Booking
        reminder_suppressed|Supressed by Appointment|IsDisabled|DisableUntilDate|Stop/Start All Reminders
        reminder_suppressed|Stop/Start Sight Test Reminders|Stop/Start Contact Lens Reminders
        reminder_suppressed|Stop/Start Additional Reminders|Suppressed|Suppress Recall|No Recall|NoRecall
        reminder_suppressed|No Recalls|Stop Recall|Recall Stopped|Recall Active|Recall On|Recall Enabled
        reminder_suppressed|Send Recall|Send Reminders|On Recall|Recall Y/N
        flag_diabetes|Diabetes|Diabetic|DM|T1DM|T2DM|IDDM|NIDDM|Type 1|Diabetes Type|Diabetic Y/N|Is Diabetic
        flag_diabetes|Diabetic Retinopathy|DR|DMO|DMac|In DRSS|Diabetic Screening|Diab Screening
        flag_glaucoma|Glaucoma|Glauc|POAG|COAG|NTG|PACG|PAC|OAG|Has Glaucoma|Glaucoma Px|Glaucoma Suspect
        flag_glaucoma|Susp Glaucoma|Suspect Glaucoma
        flag_family_history_glaucoma|FH Glaucoma|FHG|F/H Glaucoma|F.H. Glaucoma|FHx Glaucoma|FH Glauc
        flag_family_history_glaucoma|FOH Glaucoma|FOH|Family History of Glaucoma|Fam Hist Glaucoma|Fam Glaucoma
        flag_family_history_glaucoma|Close Relative Glaucoma|1st Degree Relative Glaucoma|Family History
        flag_family_history_glaucoma|Family Ocular History|GFH|family_eye_history|FamilyOcularHistory
        flag_family_history_glaucoma|Family_History
        flag_ocular_hypertension|OHT|OHT Suspect|Ocular Hypertensive|Raised IOP|High IOP|IOP|IOP R|IOP L|IOP RE
        flag_ocular_hypertension|IOP LE|Pressures
        flag_amd|AMD|ARMD|Dry AMD|Wet AMD|Macular Degeneration|Maculopathy|Mac Degen
        flag_amd|Age Related Macular Degeneration
        flag_myopia_management|Myopia|Myopia Management|Myopia Control|MyoMgmt|MM|Myopia Mgt|MiYOSMART|Ortho-K
        flag_myopia_management|OrthoK|OK Lens|Atropine|Myopic Child|Myope|Axial Length
        flag_other_clinical|Cataracts|Keratoconus|KC|Retinal Detachment|RD|Flashes/Floaters|F&F|Uniocular
        flag_other_clinical|Amblyopia|Lazy Eye|Squint|BV Anomaly|Registered SI|Sight Impaired
        flag_other_clinical|Severely Sight Impaired|Blind|Partially Sighted|Retinitis Pigmentosa|RP|Dry Eye
        flag_other_clinical|Hypertension|Hydroxychloroquine|Post Op|HES|Under Hospital|Hospital Patient|Referred
        flag_other_clinical|Referral Pending|Learning Disability|Dementia|Epilepsy
        clinical_notes_freetext|clinical_condition_notes|Notable Data|Lifestyle Codes|Warnings|Alerts
        clinical_notes_freetext|Analysis Codes|medical_history|MedicalHistory|conditions|SystemicConditions
        clinical_notes_freetext|warning_text|Note|appointment_notes|Alert|Warning|Flags|Clinical Flags
        clinical_notes_freetext|Clinical Alerts|Medical Alerts|Conditions|Ocular Conditions|Ocular History|OH
        clinical_notes_freetext|POH|GH|Medical History|Medical Conditions|Codes|Tags|Labels|Notes|Comments
        clinical_notes_freetext|Comment|Memo|Remarks|Px Notes|Patient Notes|Recall Notes|Internal Notes
        clinical_notes_freetext|Management|Advice|Outcome|Meds|Medications|Hobby Group
        risk_level|risk_category|Priority|Risk|Risk Level|RiskLevel|Risk Category|Risk Band|Risk Rating
        risk_level|Clinical Priority|Urgency|RAG|High Risk|At Risk|VIP
        funding_status|Private/NHS|nhsExemption|NHS or Private|NHS/Pvt|NHS|Private|Pvt|PVT/NHS|NHS Patient
        funding_status|Funding|Patient Type|Payer|Fee Type|Plan|Eyecare Plan|Care Plan|Scheme Member|Membership
        funding_status|Direct Debit
        gos_category|NHS Entitlement|gos_form|GOSFormType|nhsExemptionType|GOS|GOS Category|GOS Code|GOS Reason
        gos_category|GOS1|GOS Form|GOS Type|NHS Category|NHS Eligibility|NHS Exemption|Exemption Reason
        gos_category|Exempt Reason|Eligibility|Eligibility Reason|WGOS|GOS(S)|HC2|HC3|Benefit|Benefits
        gos_category|Complex Lens
        consent_marketing|Email|SMS|No Promo|accepted_sms_marketing|accepted_email_marketing|marketingConsent
        consent_marketing|Send No Mail|Send No E-mail|Marketing|Marketing Consent|MarketingConsent|Consent
        consent_marketing|Consent Given|Consent Date|GDPR|GDPR Status|GDPR Date|Opt In|OptIn|Mailing|Mailshot
        consent_marketing|Mail Shots|Newsletter|Promotions|Promo|Accepts Marketing|Allow Marketing|Marketing Y/N
        consent_marketing|Opt Out Marketing|Email Opt In|Allow Email|SMS Consent|SMS Opt In|Allow SMS|Text OK
        consent_marketing|Post OK|Letter OK|Allow Post|Third Party
        consent_recall_phone|Phone Consent|Phone OK|Telephone OK|Allow Phone|Allow Calls|Allow Call|Call OK
        consent_recall_phone|Phone Recall|Recall By Phone|Recall Consent|Reminders OK|Automated Call Consent
        consent_recall_phone|AI Call Consent|Voice Consent|No Calls|Do Not Phone|Do Not Call|No Telephone
        preferred_contact_method|preferredContactMethod|Comms Type|Contact Method|Send Method
        preferred_contact_method|auto_include_sms_reminder|Preferred Contact Method|Contact Preference
        preferred_contact_method|Contact Pref|Contact By|Pref Contact|Comms Preference|Communication Preference
        preferred_contact_method|Recall Method|Reminder Method|Recall By|Best Time|Preferred Time
        preferred_contact_method|preferredAppointmentTime
        do_not_contact|prefers_not_to_be_contacted_by_clinic|opted_out|protected_identity|Do Not Contact|DNC
        do_not_contact|DoNotContact|No Contact|No Correspondence|No Comms|Suppress|Stop Contact|Opt Out|OptOut
        do_not_contact|Opted Out|Unsubscribe|Unsubscribed|Objection|TPS|CTPS|Safe Contact|Ex Directory
        do_not_contact|Confidential|Legal|Barred|Banned
        deceased|Deceased|Dead|Died|RIP|R.I.P.|Is Deceased|Deceased Y/N|Date of Death|DOD|Death Date
        patient_status|Live|archived_at|deleted_at|status|deleted|Inactive|Bad Address|Status|Patient Status
        patient_status|IsActive|Is Active|Archive Reason|Deleted|Removed|Dormant|Moved|Moved Away|Gone Away|GA
        patient_status|Left Practice|Left|Transferred|Returned Mail|Reason Left|Merged|Duplicate
        practice_branch|Branch|ClinicNum|Location|r_facility|Practice|Practice ID|Branch Name|Branch Code
        practice_branch|Branch ID|Store|Store No|Shop|Site|Site Code|Location Name|Clinic|Clinic Name|Surgery
        practice_branch|Home Branch|Home Practice|Registered Branch|ODS Code
        practitioner|OO|O.O.|Optom|DO|ProvNum|r_provider|Optometrist|Practitioner|Clinician|Clinician Name
        practitioner|Tester|Tested By|Seen By|Examined By|Prescriber|OO Name|OO Initials|Optom Initials|DO Name
        practitioner|Dispensing Optician|CLO|OMP|Provider Name|Doctor|Staff Name|User|GOC No|GOC Number|Resource
        practitioner|Diary|Diary Name|With
        cl_wearer|contact_lens_wearer|wears_contacts|ContactLensWearer|contactLenses|CL|CL Wearer|CLWearer|CL Px
        cl_wearer|CL Patient|Contact Lens|Contact Lenses|Contact Lens Wearer|CL Y/N|CL Type|Lens Type|CL Scheme
        cl_wearer|CL Plan|Wearing Modality|Modality|DW|Daily|Monthly
        last_cl_check_date|CL Visit|Last CL|Last CL Check|Last CL Check Date|Last CL Aftercare|Last CLA
        last_cl_check_date|Last CLA Date|Last CLAC|Last Aftercare Date|Last A/C|Last AC|CL Date|CL Exam Date
        last_cl_check_date|CL Check Date|Last Contact Lens Aftercare|Last CL Visit|Last CL Exam|Last CL Fit
        last_cl_check_date|CL Fitting Date
        next_cl_check_date|CL Visit|Next CL|Next CL Check|Next CL Check Date|Next CL Due|CL Due Date|CL Recall
        next_cl_check_date|CL Recall Date|CLRecall|Contact Lens Due|Next CL Aftercare|Next CLA|CLA Due
        next_cl_check_date|Aftercare Due|Next Aftercare|Next A/C|AC Due|Next CL Exam|Next CL Visit
        cl_spec_expiry_date|CL Spec Expiry|CL Specification Expiry|CL Expiry|CL Expiry Date|CL Rx Expiry
        cl_spec_expiry_date|CL Rx Expiry Date|Contact Lens Rx Expiry|Specification Expiry|CL Spec Valid Until
        guardian_contact|Parent|Parent Name|Guardian|Parent/Guardian|Next of Kin|NOK|Head of Family|Family
        guardian_contact|Family ID|Family No|Carer|Carer Name|Carer Tel|Emergency Contact|POA|LPA|Contact Person
        guardian_contact|C/O|emergency_name|EmergencyContactName|emergency_contact
        accessibility_language|Language|Preferred Language|Interpreter|Hearing|Hard of Hearing|Deaf|BSL
        accessibility_language|Domiciliary|Home Visit|Housebound|Care Home|Special Needs|Communication Needs
        accessibility_language|Wheelchair Access
        gp_name|GP|GP Name|Doctor|Doctor Name|GP Surgery|Surgery|GP Address|gp_name|GPName|GPSurgery
        record_created_date|Registration Date|Registered|Created|Created Date|Date Created|First Visit
        record_created_date|First Seen|Joined|Acquisition Date|created_at
        record_updated_date|Updated|Last Updated|Date Updated|Modified Date|Amended|Date Amended|updated_at
        record_updated_date|DateTStamp
        appt_id|appointment_id|Appointment ID|AppointmentID|Appt ID|ApptID|Appt No|Appointment Number
        appt_id|Booking Ref|BookingRef|Booking Number|Slot ID|SlotID|Event ID
        appt_date|Date|Appt Date|ApptDate|Appointment Date|AppointmentDate|Slot Date|Booking Date|Diary Date
        appt_date|Clinic Date|Visit Date|appointment_date
        appt_start_time|Time|Start|Start Time|StartTime|Appt Time|ApptTime|Appointment Time|Slot Time|Slot Start
        appt_start_time|Begin|Begins|Time Slot|start_time
        appt_start_datetime|Appointment Date/Time|Date/Time|DateTime|Date Time|Starts At|Start At
        appt_start_datetime|AppointmentDateTime|DTSTART|scheduledAt|dateTime
        appt_end_time|End|End Time|EndTime|Finish Time|Time To|Until|Slot End|Ends At|EndDateTime|End DateTime
        appt_end_time|DTEND|end_time
        appt_duration_minutes|Duration (mins)|Duration Mins|DurationMins|Duration Minutes|Length|Appt Length
        appt_duration_minutes|Appointment Length|Slot Length|Mins|Slots|No Of Slots|Units|durationMinutes
        appt_duration_minutes|TimePatternOverride
        appt_type|Type|Appt Type|ApptType|Appointment Type|AppointmentType|Slot Type|Clinic Type|Exam Type
        appt_type|Test Type|Visit Type|Reason|Appt Reason|Appointment Reason|Treatment|Description|Procedure
        appt_type|Activity|Category|Appointment Types|Test Types|Notes
        appt_status|Status|Appt Status|ApptStatus|Appointment Status|AppointmentStatus|State|Booking Status
        appt_status|Attended|Arrived|Outcome|Confirmed|Cancelled|Cancellation Reason|DNA|FTA|No Show|Available
        appt_status|Availability|Free|Booked|Blocked|Cancellation Reasons
        appt_room|Room|Room Name|Consulting Room|Column|Diary Column|Chair|Lane|Bay|Resource|Equipment
        appt_room|test_room_name|Appointment Resources|Operatory
        appt_patient_ref|Patient|Patient ID|Patient Ref|Px|Px Ref|Client|Customer
        appt_booked_by|Booked By|Created By|User|Source|Booking Source|Booked On|Date Booked|Booking Created
        appt_notes|Notes|Appt Notes|Appointment Notes|Comments|Memo
        """

    /// Turns of phrase beside the collected ones. A header that several fields share is decided by its cells.
    static let furtherHeaders = """
        nhs_number|NHS|NHS Patient Number
        patient_id|MRN|MRN No|Medical Record No|Medical Record Number|URN
        salutation|Preferred First Name
        first_name|Given Names|First Forename|Forename 1
        last_name|Patient Surname|Patient Last Name|Client Surname|Customer Surname
        full_name|Patient Full Name|Name of Patient|Px Name
        date_of_birth|Born|Birth|Px DOB
        mobile_phone|Mobile Tel|Mobile Tel No|Patient Mobile|Mobile Contact|Mobile Contact No|Mobile 2
        mobile_phone|Patient Mobile No
        home_phone|Home Tel|Home Telephone Number|Home Phone No|Patient Home Phone|Residential Phone
        home_phone|Home Contact No
        work_phone|Work Tel|Work Phone No|Work Telephone No|Daytime Phone|Daytime Telephone|Business Phone
        work_phone|Office Tel|Day Phone|Daytime No|Work Contact No
        phone_unspecified|Tel 2|Tel 3|Tel2|Telephone Number|Telephone 1|Telephone 2|Phone 3|Patient Phone
        phone_unspecified|Patient Tel|Patient Telephone|Primary Telephone|Other Tel|Alternative Phone
        phone_unspecified|Alternative Tel|Alternate Phone|Second Phone|Main Phone|Main Tel|Best Contact No
        phone_unspecified|Preferred Tel|Preferred Telephone|Contact Phone|Contact Telephone|Contact Telephone No
        email|Mail Address|Electronic Mail|Patient Email|Contact Email
        address_line_1|First Line of Address|Street Name
        address_line_2|Second Line of Address
        town|City/Town
        postcode|Post Code|Pcode
        full_address|Patient Address|Postal Address
        last_exam_date|Last Sight Test|Last Examined|Last Exam|Last Examination|Last Examination Date
        last_exam_date|Date of Last Exam|Date of Last Eye Test|Date of Last Eye Exam|Date of Last Examination
        last_exam_date|Previous Test Date|Previous Eye Test|Previous Sight Test|Most Recent Eye Test
        last_exam_date|Most Recent Sight Test|Last Eyetest
        last_visit_date|Date of Last Visit|Most Recent Visit
        last_clinical_test_date|Last Clinical Test|Last Field Test|Last Visual Fields
        next_recall_date|Next Eye Test|Next Eye Test Date|Next Eye Test Due|Next Eye Exam|Next Eye Exam Date
        next_recall_date|Due On|Eye Test Due|Eye Test Due Date|Eye Exam Due Date|Sight Test Due Date
        next_recall_date|Next Examination|Next Examination Date|Recall On Date|Recalled For|Date of Next Recall
        next_recall_date|Date of Next Test|Date of Next Exam|Date of Next Sight Test|Date of Next Eye Test
        next_recall_date|Recall Month|Recall Due On
        next_reminder_date|Next Reminder Due|Next Recall Letter
        last_reminder_sent_date|Reminder Sent|Reminder Sent Date|Date of Last Reminder|Last Recall Letter
        last_reminder_sent_date|Letter Sent|Date Last Contacted
        recall_type|Recall
        recall_interval_months|Recall|Recall Period|Months Recall|Test Interval
        next_appointment_date|Next Appt|Date of Next Appointment|Upcoming Appointment|Future Booking
        reminder_suppressed|Recall|Recall Off|Stop Reminders|No Reminders|No Reminder|Reminders Stopped
        reminder_suppressed|Suppress Reminders|Reminders Suppressed|Recall Suppressed|Exclude From Recall
        reminder_suppressed|Do Not Recall
        reminder_suppressed|Recall Blocked|Recalls Blocked|Block Recall|Block Recalls|Reminders Blocked|Block Reminders
        reminder_suppressed|Reminders Off|Recalls Off|Reminders On|Reminders Allowed|Reminder Allowed|Recall Allowed
        reminder_suppressed|Recalls Allowed|Allow Recall|Allow Recalls|Allow Reminders|Reminders Enabled|Reminders Active
        reminder_suppressed|Reminders Disabled|Recall Disabled|Recall Excluded|Recall Suspended|Suspend Recall
        reminder_suppressed|Recall Paused|Recall Refused|Refused Recall|Recall Declined|Declined Recall|Recall Opt Out
        reminder_suppressed|Reminder Opt Out|Reminders Opt Out|Opted Out of Recall|Opted Out of Reminders
        reminder_suppressed|Recall Permitted|Reminders Permitted|Do Not Remind|Do Not Send Recall|Do Not Send Reminders
        reminder_suppressed|Cancel Recall|Recall Cancelled|Accepts Reminders|Accepts Recall|Receive Reminders
        reminder_suppressed|Include In Recall|Reminders Y/N|Reminders Refused|Reminders Declined|Reminders Suspended
        flag_family_history_glaucoma|Family Glaucoma|Glaucoma in Family|Fam Hx Glaucoma|Family Hx Glaucoma
        flag_ocular_hypertension|Ocular Hypertension
        flag_glaucoma|Glaucoma Patient
        clinical_notes_freetext|Clinical Notes|Medical Notes|Clinical Comments|Free Text|Condition|Diagnosis
        clinical_notes_freetext|General Health|Patient Comments
        clinical_notes_freetext|Contact Notes|Contact Instructions|Call Notes
        gos_category|NHS
        funding_status|Funding Type|Private or NHS
        consent_marketing|Marketing Opt Out|Marketing Opt In|Email Opt Out|SMS Opt Out|Text Opt Out|Mail Opt Out
        consent_marketing|No Email|No SMS|No Texts|No Text|No Post|No Mail|No Letters|No Letter|Do Not Email
        consent_marketing|Do Not Text|Do Not SMS|Do Not Mail|Do Not Post|Do Not Write|Email Consent|Text Consent
        consent_marketing|Post Consent|Letter Consent|Mail Consent|Email OK|SMS OK|No Marketing|Marketing SMS
        consent_marketing|Marketing Email|Email Marketing|SMS Marketing|Post Opt Out|Newsletter Opt Out
        consent_marketing|Allow Text|Allow Letter|Allow Mail|No Newsletter|Opt In Marketing|Marketing Preference
        consent_marketing|Marketing Preferences
        consent_recall_phone|Voice Call Consent|Telephone Consent|Consent to Automated Calls
        consent_recall_phone|Consent to Phone Calls|Phone Opt Out|Phone Opt In|Telephone Opt Out|Call Opt Out
        consent_recall_phone|Consent to Calls|Call Consent|No Phone|No Phone Calls|No Telephone Calls
        consent_recall_phone|Do Not Telephone|Do Not Ring|Allow Telephone
        consent_recall_phone|Allow Voice Message|Allow Voice Messages|Allow Voice|hipaa_voice|Voice OK|Voice Message OK
        consent_recall_phone|Voicemail OK|Leave Message OK|May We Phone|May We Call|May We Telephone|May We Ring
        consent_recall_phone|Can We Call|Can We Phone|Can We Ring|OK to Call|OK to Phone|OK to Ring|OK to Telephone
        consent_recall_phone|Ring OK|Calls OK|Happy to be Called|Happy to be Phoned|Consent to Call|Consent to Phone
        consent_recall_phone|Consent to Telephone|Telephone Allowed|Phone Allowed|Calls Allowed|Accepts Calls
        consent_recall_phone|Accept Calls|Accepts Phone Calls|Receive Calls|Phone Permission|Telephone Permission
        consent_recall_phone|Permission to Call|Permission to Phone|Permission to Ring|Contact By Phone
        consent_recall_phone|Contact By Telephone|Telephone Contact OK|Phone Contact OK|Phone Contact Allowed
        consent_recall_phone|Calls Permitted|Phone Permitted|Telephone Permitted|Allow Phone Calls|Allow Telephone Calls
        preferred_contact_method|Preferred Method of Contact|Preferred Method|Method of Contact
        preferred_contact_method|Best Time To Call|Best Time To Contact|Best Time To Phone|Best Time To Ring
        preferred_contact_method|Best Call Time|Preferred Call Time|Preferred Time To Call|Preferred Contact Time
        preferred_contact_method|Contact Time|Contact Times|Call Time|Call Times|Time To Call|When To Call
        preferred_contact_method|When To Contact|When To Ring|Best Times|Preferred Times|Best Day To Call
        preferred_contact_method|Preferred Channel|Contact Channel|Recall Channel|Communication Channel
        preferred_contact_method|Communication Method|Preferred Communication|Contact Permission|Contact Permissions
        preferred_contact_method|Contact Consent|Contact Via|Contact Route|Preferred Contact
        do_not_contact|Contactable|OK to Contact|Contact OK|Do Not Contact Flag|Never Contact
        do_not_contact|Not To Be Contacted|Contact Opt Out|Opted Out of Contact|Refuses Contact|Declined Contact
        do_not_contact|No Further Contact|Do Not Disturb|Don't Contact
        do_not_contact|Restricted|Restricted Contact|Contact Restricted|Contact Restriction|Contact Restrictions
        do_not_contact|Contact Blocked|Calls Blocked|Block Calls|Contact Refused|Refused Contact|Calls Refused
        do_not_contact|Contact Stopped|Restricted Flag|Calls Stopped
        deceased|Is Dead|Date Deceased|Deceased Date|Passed Away|Patient Deceased|Died On|Died Date
        deceased|Deceased Flag|Has Died|Bereavement
        deceased|RIP Flag|RIP Indicator
        patient_status|Active|Current Patient|Record Status|Archived|Archive|Is Archived|Is Deleted|Is Live
        practitioner|Optician|Optom Name|Optometrist Name|Practitioner Name|Examiner
        cl_wearer|Wears CLs|Wears Contact Lenses|Contact Lens Patient
        last_cl_check_date|Last Contact Lens Check|Last Contact Lens Check Date|Last Contact Lens Exam
        last_cl_check_date|Last Lens Check|Last Aftercare|Date of Last CL Check
        next_cl_check_date|CL Due|Contact Lens Recall|Contact Lens Check Due|Next Contact Lens Check
        next_cl_check_date|Next Lens Check|Contact Lens Due Date|CL Check Due|CL Check Due Date
        next_cl_check_date|Next Contact Lens Check Date
        cl_spec_expiry_date|Lens Spec Expiry|Contact Lens Rx Expiry|Contact Lens Expiry
        cl_spec_expiry_date|Contact Lens Specification Expiry
        guardian_contact|Mother|Father|Guardian Name|Parent or Guardian|Responsible Adult
        guardian_contact|Emergency Contact Number|Next of Kin Name
        accessibility_language|Language Spoken|First Language
        gp_name|GP Practice|Doctors Surgery|GP Details|Registered GP|Family Doctor
        record_created_date|Date Added|Added On|Created On|Date Registered|Registered On|Date of Registration
        record_updated_date|Last Modified|Modified|Last Amended|Updated On|Last Update
        appt_id|Booking ID|Appt Ref|Appointment Ref|Appointment No
        appt_date|Day Date|Appointment Day
        appt_start_time|From|Start At Time|Time From|Appt Start|Appointment Start
        appt_start_datetime|Start DateTime|Start Date Time|Start Date/Time|Appointment DateTime
        appt_end_time|To|Finish|Appt End|Appointment End|Time Until|End At
        appt_duration_minutes|Duration|Minutes|Slot Minutes|Appt Duration|Appointment Duration|Slot Duration
        appt_type|Service|Appt Category
        appt_status|Slot Status
        appt_notes|Note|Comment|Remarks|Slot Notes
        """

    /// Every line of headers.
    static var all: [String] {
        // Bytes, since to part texts at characters takes a tenth of the time that small files are read in.
        [headers, furtherHeaders].flatMap { $0.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) } }
    }

    /// Words that cells hold, by what they speak of.
    static let values = """
        risk_level|standard|diabetic|glaucoma_suspect|myopia_child|other_clinical|contact_lens|Urgent|High
        risk_level|Medium|Low|Normal|Routine|Red|Amber|Green|R|A|G|1|2|3|H|M|L
        appt_status|A|E|W|T|D|P|Booked|Confirmed|Provisional|Arrived|Waiting|In Progress|With Optom|Seen
        appt_status|Completed|Complete|Tested|DNA|FTA|Did Not Attend|Failed To Attend|No Show|Cancelled|Canceled
        appt_status|Rebooked|Rescheduled|Moved|Late|Blocked|Block|Lunch|Free|Available|Open|Held|Reserved
        appt_blocked_slot|~~|No Testing|Lunch|Break|Meeting|Holiday|Closed|Block|Blocked|Block Out|Blockout
        appt_blocked_slot|Admin|Training|Bank Holiday|N/A|XXX|---
        exam_type|Eye Exam|CL Visit|Other|Adult Eye Exam|ST|Sight Test|EE|Eye Examination|EEX|Full EE|NHS ST
        exam_type|NHS EE|Pvt EE|Private EE|Child EE|Paed|OCT|Enhanced EE|VF|Fields|IOP|Repeat IOP|Repeat Fields
        exam_type|Recheck|Retest|CL|CLAC|CLA|CL AC|A/C|Aftercare|CL Fit|CL Trial|CL Teach|CL Collect|CL Check
        exam_type|Dry Eye|MECS|CUES|Myopia|Myopia Review|Cataract Post Op|Collection|Coll|Dispense|Disp
        exam_type|Adjustment|Domiciliary|Dom
        recall_channel|Email|Export|Letter|Phone|SMS|Text|Postcard|Telephone
        gos_form|GOS1|GOS3|GOS4|GOS5|GOS6|GOS(S)1|GOS(S)3|GOS(S)4|WGOS1|WGOS 1|HC2|HC3
        gos_reason|Under 16|16-18 FTE|Student|60+|Over 60|Diabetic|Glaucoma|FH Glaucoma|40+ FHG|Glaucoma Risk
        gos_reason|Registered Blind|Partially Sighted|Complex Lens|IS|JSA|ESA|PC GC|UC|Tax Credit|HC2|Prisoner
        gos_reason|Private|UK Resident
        boolean_true|Y|Yes|YES|True|TRUE|T|1|-1|X|x|On|Checked|Tick|Ticked
        boolean_false|N|No|NO|False|FALSE|F|0|Off|Unchecked|None|-
        boolean_unknown|?|U|Unknown|Not Asked|Not Recorded|Null|NULL|#N/A|N/K
        empty_date|00/00/0000|01/01/1900|30/12/1899|31/12/1899|01/01/0001|1900-01-01|0001-01-01|0000-00-00
        empty_date|31/12/9999|01/01/2099
        """
}
