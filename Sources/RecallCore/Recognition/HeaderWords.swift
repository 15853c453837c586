/// The words that headers of exports use for each field: one line a field, the words after it parted by bars.
///
/// From screens and help pages of practice-management systems, published templates and interfaces of neighbouring
/// systems, and common usage in United Kingdom clinics.
enum HeaderWords {
    static let table = """
        patient_id|Reference|ID|patient_id|patient_number|PatNum|PT ID|MR NUM|pid|Patient Reference|Patient No
        patient_id|Patient Ref|Patient Ref No|PatRef|Px ID|Px No|Px Ref|Ref|Ref No|Record No|Record Number
        patient_id|Record ID|Card No|Chart No|Chart Number|Account No|Account Number|Customer No|Customer Ref
        patient_id|Client ID|Client No|Unique ID|UID|URN|External ID|File No|Hospital Number
        nhs_number|NHS Number|NHSNumber|NHS No|NHSNo|NHS #|NHS Num|CHI|CHI Number|CHI No|HCN
        title|Title|Salutation Title|Prefix|Name Prefix|Px Title|Ttl|Style
        salutation|Salutation|Dear|Letter Salutation|Known As|Preferred Name|Nickname|Likes To Be Called
        first_name|First Names|first_name|Forename|Forename(s)|Forenames|Fore Name|First name(s)|Given Name
        first_name|Christian Name|Px First Name|Patient First Name|FName|F Name|First|Name1
        initials|Initial|initials|MIDDLE INITIAL|Middle Name|Middle Names|MI|Second Name
        last_name|Surname|last_name|Family Name|Sur Name|Px Surname|LName|L Name|Last|Pat_Surname|Name2
        full_name|PATIENT NAME|NAME|Full Name|Patient|Px|Customer|Customer Name|Client|Client Name
        full_name|Name (Surname, Forename)|Surname, Forename|Addressee Name|Label Name
        previous_surname|Previous Surname|Maiden Name|Previous Name|AKA
        sex|Gender|gender_identity|Sex|M/F|Gender Code
        date_of_birth|Date of Birth|dob|birthDate|Birthdate|D.O.B|DoB|Dateofbirth|Date Of Birth (dd/mm/yyyy)
        date_of_birth|Patient DOB|Birthday
        age|Age|Current Age|Age (yrs)|Px Age
        mobile_phone|Mobile Telephone|mobile|MobileNumber|cellPhone|phone_number_cell|Mobile No|Mobile Phone|Mob
        mobile_phone|Mob No|Mobile1|Mobile 1|Tel (Mobile)|Telephone (M)|Tel (M)|M Tel|SMS|SMS No|SMS Number
        mobile_phone|Text No|Text Number|Contact Mobile|Px Mobile|Cellphone
        home_phone|Home Telephone|HomeNumber|phone_number_home|Home Phone|Home Tel No|Home Telephone No|Home No
        home_phone|Tel (Home)|Telephone Home|Telephone (H)|Tel (H)|H Tel|Landline|Land Line|Landline No
        home_phone|House Phone|Evening Tel|Evening Phone|Eve Tel|Px Home Tel
        work_phone|work_phone|WorkNumber|phone_number_work|Work Tel No|Work Telephone|Work No|Tel (Work)
        work_phone|Telephone Work|Tel (W)|W Tel|Business Tel|Office Phone|Daytime Tel|Day Tel|Tel Day
        work_phone|Daytime Contact
        phone_unspecified|phone_number|phone|phone_numbers|Phone List|Telephone|Telephone No|Tel|Tel No|Tel1
        phone_unspecified|Tel 1|Tel3|Phone1|Phone 1|Phone2|Phone 2|Contact|Contact No|Contact Number
        phone_unspecified|Contact Numbers|Contact Tel|Preferred Phone|Preferred Contact No|Primary Phone
        phone_unspecified|Secondary Phone|Alt Phone|Alternative Number|Other Phone|Tel 2|Tel 3|Telephone Number
        email|Email Address|email|e_mail_address|E-mail|Home Email|Px Email|Mail
        address_line_1|address_1|AddressLine1|address|Address1|Address Line 1|Addr1|Addr 1|Add1|Add 1|House
        address_line_1|House No|House Name|Street|Street Address|Street 1|Number and Street
        address_line_2|address_2|AddressLine2|Address2|Address Line 2|Add2|Line 2|Line2|Street 2|District
        address_line_2|Village
        address_line_3|address_3|Address3|Address Line 3|Addr3|Add3|Line 3|Address 4|Address4|Address Line 4
        address_line_3|Addr4
        town|city|Town|Town/City|Post Town|Posttown
        county|county|state|Province
        postcode|Postcode|zip|post_code|postal_code|ZIP Code|Px Postcode
        full_address|Address|Full Address|Home Address|Mailing Address|Correspondence Address|Address Block
        last_exam_date|last_eye_test_date|exam_date|lastExaminationDate|Eye Exam|Start Date|Last Exam Date
        last_exam_date|Last Eye Exam|Last Eye Exam Date|Last Eye Examination|Last Eye Examination Date|Last EE
        last_exam_date|LEE|Last Sight Test Date|Sight Test Date|Date of Last Sight Test|Date Of Last ST|Last ST
        last_exam_date|Last ST Date|LST|ST Date|Last Test|Last Test Date|Date of Last Test|Date Last Tested
        last_exam_date|Last Tested|Last Eye Test|Eye Test Date|Last Refraction|Last Refraction Date|Last Rx
        last_exam_date|Prescription Date|Last Full Exam|Last Primary Exam|Last GOS|Last GOS1 Date|Last GOS Date
        last_exam_date|Last Private Test|Examination Date|Date of Exam|Date Examined|Last Sight Test
        last_exam_date|Last Examined
        last_clinical_test_date|last_clinical_test_date|Last OCT|Last OCT Date|Last Fields|Last VF Date|Last IOP
        last_clinical_test_date|Last Pressure Check|Last DRS|Last DESP|Last Retinal Screening|Last Dilation
        last_visit_date|Last Visits|Last Visit Date|Last Visit|Last Seen|Date Last Seen|Last Attended|Last Appt
        last_visit_date|Last Appointment|Last Appointment Date|Last Activity|Last Contact|Last Purchase
        last_visit_date|Last Sale|Last Order Date|Patients not seen since
        next_recall_date|Next Exam|Next Recall Date|Next Due|next_clinical_due_date|nextExaminationDue
        next_recall_date|Next Recall|Recall Date|DateDue|r_eventDate|Recall|Recall Due|Next Recall Due|Due
        next_recall_date|Due Date|Next Exam Date|Next Exam Due|Next Eye Exam Due|Next Sight Test
        next_recall_date|Next Sight Test Date|Next Sight Test Due|Next ST|Next ST Due|ST Due|ST Due Date
        next_recall_date|ST Recall|ST Recall Date|Sight Test Recall Date|Sight Test Due|EE Due|EE Recall
        next_recall_date|Eye Exam Due|Exam Due|Test Due|Test Due Date|Next Test|Next Test Date|Next Test Due
        next_recall_date|Review Date|Next Review|Next Review Date|Reminder Date|Rx Expiry|Rx Expiry Date
        next_recall_date|Prescription Expiry|Expiry Date|Overdue Since|Recall Due Date|Next Due Date
        next_reminder_date|Next Visit|Next Letter|Next Letter Date|Next Reminder|Next Reminder Date
        next_reminder_date|Next Comms Date|Next Stage Date|Reminder Due
        last_reminder_sent_date|DatePrevious|Last Reminder|Last Reminder Date|Last Letter|Last Letter Date
        last_reminder_sent_date|Last Letter Sent|Last Recall Sent|Date Recalled|Last Contacted|Last Contact Date
        last_reminder_sent_date|Last Email
        reminder_stage|RemNo|Band|Stage|recallStatus|Reminder No|Reminder Number|Recall No|Recall Number
        reminder_stage|Letter No|No. of Reminders|Reminders Sent|Attempts|Contact Attempts
        recall_type|Recall Category|Spectacles|Contact Lenses|Schemes|Recall Type|Recall Scheme|RecallTypeNum
        recall_type|r_reason|Recall Protocol|Recall Code|Recall Reason|Type of Recall|Reason|Reason for Recall
        recall_type|Reminder Type|Scheme|Category|Exam Type|Test Type|Next Exam Type
        recall_interval_months|Months|Band 1 month|Interval|Period|Months to Recall|Monthly Recall Interval
        recall_interval_months|RecallInterval|interval_num|interval_unit|recallSchedule|Recall Interval (Months)
        recall_interval_months|Recall Months|Period (Months)|Mths|Frequency|Recall Frequency|Re-exam Interval
        recall_interval_months|Retest Interval|Recall (m)|Due In
        next_appointment_date|Next Appointment|DateScheduled|appointment_id|Next Appt Date|Next Appointment Date
        next_appointment_date|Future Appointment|Future Appt|Booked|Appointment Booked|Has Future Appt
        next_appointment_date|Next Booking
        reminder_suppressed|Supressed by Appointment|IsDisabled|DisableUntilDate|Stop/Start All Reminders
        reminder_suppressed|Stop/Start Sight Test Reminders|Stop/Start Contact Lens Reminders
        reminder_suppressed|Stop/Start Additional Reminders|Suppressed|Suppress Recall|No Recall|No Recalls
        reminder_suppressed|Stop Recall|Recall Stopped|Recall Active|Recall On|Recall Enabled|Send Recall
        reminder_suppressed|Send Reminders|On Recall|Recall Y/N|Recall Off|Stop Reminders
        flag_diabetes|Diabetes|Diabetic|DM|T1DM|T2DM|IDDM|NIDDM|Type 1|Diabetes Type|Diabetic Y/N|Is Diabetic
        flag_diabetes|Diabetic Retinopathy|DR|DMO|DMac|In DRSS|Diabetic Screening|Diab Screening
        flag_diabetes|Diabetes Screening|DESP|Retinal Screening
        flag_glaucoma|Glaucoma|Glauc|POAG|COAG|NTG|PACG|PAC|OAG|Has Glaucoma|Glaucoma Px|Glaucoma Suspect
        flag_glaucoma|Susp Glaucoma|Suspect Glaucoma
        flag_family_history_glaucoma|FH Glaucoma|FHG|F/H Glaucoma|FHx Glaucoma|FH Glauc|FOH Glaucoma|FOH
        flag_family_history_glaucoma|Family History of Glaucoma|Fam Hist Glaucoma|Fam Glaucoma
        flag_family_history_glaucoma|Close Relative Glaucoma|1st Degree Relative Glaucoma|Family History
        flag_family_history_glaucoma|Family Ocular History|GFH|family_eye_history
        flag_ocular_hypertension|OHT|OHT Suspect|Ocular Hypertensive|Raised IOP|High IOP|IOP|IOP R|IOP L|IOP RE
        flag_ocular_hypertension|IOP LE|Pressures
        flag_amd|AMD|ARMD|Dry AMD|Wet AMD|Macular Degeneration|Maculopathy|Mac Degen
        flag_amd|Age Related Macular Degeneration
        flag_myopia_management|Myopia|Myopia Management|Myopia Control|MyoMgmt|MM|Myopia Mgt|MiYOSMART|Ortho-K
        flag_myopia_management|OK Lens|Atropine|Myopic Child|Myope|Axial Length
        flag_other_clinical|Cataracts|Keratoconus|KC|Retinal Detachment|RD|Flashes/Floaters|F&F|Uniocular
        flag_other_clinical|Amblyopia|Lazy Eye|Squint|BV Anomaly|Registered SI|Sight Impaired
        flag_other_clinical|Severely Sight Impaired|Blind|Partially Sighted|Retinitis Pigmentosa|RP|Dry Eye
        flag_other_clinical|Hypertension|Hydroxychloroquine|Post Op|HES|Under Hospital|Hospital Patient|Referred
        flag_other_clinical|Referral Pending|Learning Disability|Dementia|Epilepsy|Cataract|Hospital|High Myopia
        flag_other_clinical|Referral|Ortho-K|Extended Wear
        clinical_notes_freetext|clinical_condition_notes|Notable Data|Lifestyle Codes|Warnings|Alerts
        clinical_notes_freetext|Analysis Codes|medical_history|conditions|SystemicConditions|warning_text|Note
        clinical_notes_freetext|appointment_notes|Alert|Warning|Flags|Clinical Flags|Clinical Alerts
        clinical_notes_freetext|Medical Alerts|Ocular Conditions|Ocular History|OH|POH|GH|Medical Conditions
        clinical_notes_freetext|Codes|Tags|Labels|Notes|Comments|Comment|Memo|Remarks|Px Notes|Patient Notes
        clinical_notes_freetext|Recall Notes|Internal Notes|Management|Advice|Outcome|Meds|Medications
        clinical_notes_freetext|Hobby Group
        risk_level|risk_category|Priority|Risk|Risk Level|Risk Band|Risk Rating|Clinical Priority|Urgency|RAG
        risk_level|High Risk|At Risk|VIP
        funding_status|Private/NHS|nhsExemption|NHS or Private|NHS/Pvt|NHS|Private|Pvt|PVT/NHS|NHS Patient
        funding_status|Funding|Patient Type|Payer|Fee Type|Plan|Eyecare Plan|Care Plan|Scheme Member|Membership
        funding_status|Direct Debit
        gos_category|NHS Entitlement|gos_form|GOSFormType|nhsExemptionType|GOS|GOS Category|GOS Code|GOS Reason
        gos_category|GOS1|GOS Type|NHS Category|NHS Eligibility|NHS Exemption|Exemption Reason|Exempt Reason
        gos_category|Eligibility|Eligibility Reason|WGOS|GOS(S)|HC2|HC3|Benefit|Benefits|Complex Lens
        consent_marketing|Email|SMS|No Promo|accepted_sms_marketing|accepted_email_marketing|marketingConsent
        consent_marketing|Send No Mail|Send No E-mail|Marketing|Consent|Consent Given|Consent Date|GDPR
        consent_marketing|GDPR Status|GDPR Date|Opt In|Mailing|Mailshot|Mail Shots|Newsletter|Promotions|Promo
        consent_marketing|Accepts Marketing|Allow Marketing|Marketing Y/N|Opt Out Marketing|Email Opt In
        consent_marketing|Allow Email|SMS Consent|SMS Opt In|Allow SMS|Text OK|Post OK|Letter OK|Allow Post
        consent_marketing|Third Party
        consent_recall_phone|Phone Consent|Phone OK|Telephone OK|Allow Phone|Allow Calls|Allow Call|Call OK
        consent_recall_phone|Phone Recall|Recall By Phone|Recall Consent|Reminders OK|Automated Call Consent
        consent_recall_phone|AI Call Consent|Voice Consent|No Calls|Do Not Phone|Do Not Call|No Telephone
        consent_recall_phone|Voice Call Consent|Telephone Consent|Consent to Automated Calls
        consent_recall_phone|Consent to Phone Calls
        preferred_contact_method|preferredContactMethod|Comms Type|Contact Method|Send Method
        preferred_contact_method|auto_include_sms_reminder|Contact Preference|Contact Pref|Contact By
        preferred_contact_method|Pref Contact|Comms Preference|Communication Preference|Recall Method
        preferred_contact_method|Reminder Method|Recall By|Best Time|Preferred Time|preferredAppointmentTime
        do_not_contact|prefers_not_to_be_contacted_by_clinic|opted_out|protected_identity|Do Not Contact|DNC
        do_not_contact|No Contact|No Correspondence|No Comms|Suppress|Stop Contact|Opt Out|Unsubscribe
        do_not_contact|Unsubscribed|Objection|TPS|CTPS|Safe Contact|Ex Directory|Confidential|Legal|Barred
        do_not_contact|Banned|No Calls|Do Not Call|Do Not Phone|No Phone|Do Not Telephone|No Telephone Calls
        deceased|Deceased|Dead|Died|RIP|R.I.P.|Is Deceased|Deceased Y/N|Date of Death|DOD|Death Date
        patient_status|Live|archived_at|deleted_at|status|deleted|Inactive|Bad Address|Patient Status|IsActive
        patient_status|Archive Reason|Removed|Dormant|Moved|Moved Away|Gone Away|GA|Left Practice|Left
        patient_status|Transferred|Returned Mail|Reason Left|Merged|Duplicate
        practice_branch|Branch|ClinicNum|Location|r_facility|Practice|Practice ID|Branch Name|Branch Code
        practice_branch|Branch ID|Store|Store No|Shop|Site|Site Code|Location Name|Clinic|Clinic Name|Surgery
        practice_branch|Home Branch|Home Practice|Registered Branch|ODS Code
        practitioner|OO|O.O.|Optom|DO|ProvNum|r_provider|Optometrist|Practitioner|Clinician|Clinician Name
        practitioner|Tester|Tested By|Seen By|Examined By|Prescriber|OO Name|OO Initials|Optom Initials|DO Name
        practitioner|Dispensing Optician|CLO|OMP|Provider Name|Doctor|Staff Name|User|GOC No|GOC Number|Resource
        practitioner|Diary|Diary Name|With
        cl_wearer|contact_lens_wearer|wears_contacts|contactLenses|CL|CL Wearer|CLWearer|CL Px|CL Patient
        cl_wearer|Contact Lens|CL Y/N|CL Type|Lens Type|CL Scheme|CL Plan|Wearing Modality|Modality|DW|Daily
        cl_wearer|Monthly
        last_cl_check_date|CL Visit|Last CL|Last CL Check|Last CL Check Date|Last CL Aftercare|Last CLA
        last_cl_check_date|Last CLA Date|Last CLAC|Last Aftercare Date|Last A/C|Last AC|CL Date|CL Exam Date
        last_cl_check_date|CL Check Date|Last Contact Lens Aftercare|Last CL Visit|Last CL Exam|Last CL Fit
        last_cl_check_date|CL Fitting Date|Last Contact Lens Check
        next_cl_check_date|CL Visit|Next CL|Next CL Check|Next CL Check Date|Next CL Due|CL Due Date|CL Recall
        next_cl_check_date|CL Recall Date|CLRecall|Contact Lens Due|Next CL Aftercare|Next CLA|CLA Due
        next_cl_check_date|Aftercare Due|Next Aftercare|Next A/C|AC Due|Next CL Exam|Next CL Visit|CL Due
        next_cl_check_date|Contact Lens Recall
        cl_spec_expiry_date|CL Spec Expiry|CL Specification Expiry|CL Expiry|CL Expiry Date|CL Rx Expiry
        cl_spec_expiry_date|CL Rx Expiry Date|Contact Lens Rx Expiry|Specification Expiry|CL Spec Valid Until
        cl_spec_expiry_date|Lens Spec Expiry
        guardian_contact|Parent|Parent Name|Guardian|Parent/Guardian|Next of Kin|NOK|Head of Family|Family
        guardian_contact|Family ID|Family No|Carer|Carer Name|Carer Tel|Emergency Contact|POA|LPA|Contact Person
        guardian_contact|C/O|emergency_name|EmergencyContactName|Guardian Name|Parent or Guardian|Mother|Father
        accessibility_language|Language|Preferred Language|Interpreter|Hearing|Hard of Hearing|Deaf|BSL
        accessibility_language|Domiciliary|Home Visit|Housebound|Care Home|Special Needs|Communication Needs
        accessibility_language|Wheelchair Access
        gp_name|GP|GP Name|Doctor|Doctor Name|GP Surgery|Surgery|GP Address|GPName|GPSurgery
        record_created_date|Registration Date|Registered|Created|Created Date|Date Created|First Visit
        record_created_date|First Seen|Joined|Acquisition Date|created_at|Date Added|Added On
        record_updated_date|Updated|Last Updated|Date Updated|Modified Date|Amended|Date Amended|updated_at
        record_updated_date|DateTStamp
        appt_id|appointment_id|Appt ID|Appt No|Appointment Number|Booking Ref|Booking Number|Slot ID|Event ID
        appt_date|Date|Appt Date|Appointment Date|Slot Date|Booking Date|Diary Date|Clinic Date|Visit Date
        appt_start_time|Time|Start|Start Time|Appt Time|Appointment Time|Slot Time|Slot Start|Begin|Begins
        appt_start_time|Time Slot
        appt_start_datetime|Appointment Date/Time|Date/Time|Starts At|Start At|DTSTART|scheduledAt
        appt_end_time|End|End Time|Finish Time|Time To|Until|Slot End|Ends At|EndDateTime|DTEND
        appt_duration_minutes|Duration (mins)|Duration Minutes|Length|Appt Length|Appointment Length|Slot Length
        appt_duration_minutes|Mins|Slots|No Of Slots|Units|TimePatternOverride
        appt_type|Type|Appt Type|Appointment Type|Slot Type|Clinic Type|Exam Type|Test Type|Visit Type|Reason
        appt_type|Appt Reason|Appointment Reason|Treatment|Description|Procedure|Activity|Category
        appt_type|Appointment Types|Test Types|Notes
        appt_status|Status|Appt Status|Appointment Status|State|Booking Status|Attended|Arrived|Outcome
        appt_status|Confirmed|Cancelled|Cancellation Reason|DNA|FTA|No Show|Available|Availability|Free|Booked
        appt_status|Blocked|Cancellation Reasons
        appt_room|Room|Room Name|Consulting Room|Column|Diary Column|Chair|Lane|Bay|Resource|Equipment
        appt_room|test_room_name|Appointment Resources|Operatory
        appt_patient_ref|Patient|Patient ID|Patient Ref|Px|Px Ref|Client|Customer
        appt_booked_by|Booked By|Created By|User|Source|Booking Source|Booked On|Date Booked|Booking Created
        appt_notes|Notes|Appt Notes|Appointment Notes|Comments|Memo
        """
}
