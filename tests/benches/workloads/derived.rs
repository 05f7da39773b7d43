//! The peer of the decoding benches: what a careful person writes by hand with serde's derive.
//!
//! An id or an object is an untagged enum, an open enum has an untagged variant for what it does not know, members that
//! are kept are flattened into a map. The fields are those of the generated models.

#![allow(
    dead_code,
    reason = "what is read is compared in part, but has to be read in full"
)]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Expandable<T> {
    Id(String),
    Object(Box<T>),
}

impl<T> Expandable<T> {
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(object),
        }
    }
}

#[derive(Deserialize)]
pub struct Dispute {
    pub id: String,
    pub amount: i64,
    pub balance_transactions: Vec<BalanceTransaction>,
    pub charge: Expandable<Charge>,
    pub created: i64,
    pub currency: String,
    pub enhanced_eligibility_types: Option<Vec<EligibilityType>>,
    pub evidence: Evidence,
    pub evidence_details: EvidenceDetails,
    pub intended_submission_method: Option<SubmissionMethod>,
    pub is_charge_refundable: bool,
    pub livemode: bool,
    pub metadata: BTreeMap<String, String>,
    pub network_reason_code: Option<String>,
    pub payment_intent: Option<Expandable<PaymentIntent>>,
    pub payment_method_details: Option<PaymentMethodDetails>,
    pub reason: Reason,
    pub status: Status,
}

#[derive(Deserialize)]
pub struct Evidence {
    pub access_activity_log: Option<String>,
    pub billing_address: Option<String>,
    pub cancellation_policy: Option<Expandable<File>>,
    pub cancellation_policy_disclosure: Option<String>,
    pub cancellation_rebuttal: Option<String>,
    pub customer_communication: Option<Expandable<File>>,
    pub customer_email_address: Option<String>,
    pub customer_name: Option<String>,
    pub customer_purchase_ip: Option<String>,
    pub customer_signature: Option<Expandable<File>>,
    pub duplicate_charge_documentation: Option<Expandable<File>>,
    pub duplicate_charge_explanation: Option<String>,
    pub duplicate_charge_id: Option<String>,
    pub product_description: Option<String>,
    pub receipt: Option<Expandable<File>>,
    pub refund_policy: Option<Expandable<File>>,
    pub refund_policy_disclosure: Option<String>,
    pub refund_refusal_explanation: Option<String>,
    pub service_date: Option<String>,
    pub service_documentation: Option<Expandable<File>>,
    pub shipping_address: Option<String>,
    pub shipping_carrier: Option<String>,
    pub shipping_date: Option<String>,
    pub shipping_documentation: Option<Expandable<File>>,
    pub shipping_tracking_number: Option<String>,
    pub uncategorized_file: Option<Expandable<File>>,
    pub uncategorized_text: Option<String>,
    pub enhanced_evidence: Option<EnhancedEvidence>,
}

#[derive(Deserialize)]
pub struct EnhancedEvidence {
    pub mastercard_compliance: Option<Compliance>,
    pub visa_compelling_evidence_3: Option<CompellingEvidence>,
    pub visa_compliance: Option<Compliance>,
}

#[derive(Deserialize)]
pub struct Compliance {
    pub fee_acknowledged: bool,
}

#[derive(Deserialize)]
pub struct CompellingEvidence {
    pub disputed_transaction: Option<Transaction>,
    pub prior_undisputed_transactions: Vec<Transaction>,
}

/// Disputed or prior: the members that one of the two lacks are optional.
#[derive(Deserialize)]
pub struct Transaction {
    pub charge: Option<String>,
    pub customer_account_id: Option<String>,
    pub customer_device_fingerprint: Option<String>,
    pub customer_device_id: Option<String>,
    pub customer_email_address: Option<String>,
    pub customer_purchase_ip: Option<String>,
    pub merchandise_or_services: Option<String>,
    pub product_description: Option<String>,
    pub shipping_address: Option<Address>,
}

#[derive(Deserialize)]
pub struct Address {
    pub city: Option<String>,
    pub country: Option<String>,
    pub line1: Option<String>,
    pub line2: Option<String>,
    pub postal_code: Option<String>,
    pub state: Option<String>,
}

#[derive(Deserialize)]
pub struct EvidenceDetails {
    pub due_by: Option<i64>,
    pub has_evidence: bool,
    pub past_due: bool,
    pub submission_count: i64,
    pub enhanced_eligibility: Option<Eligibility>,
    pub submission_method: Option<SubmissionMethod>,
}

#[derive(Deserialize)]
pub struct Eligibility {
    pub mastercard_compliance: Option<ComplianceEligibility>,
    pub visa_compelling_evidence_3: Option<CompellingEligibility>,
    pub visa_compliance: Option<ComplianceEligibility>,
}

#[derive(Deserialize)]
pub struct ComplianceEligibility {
    pub status: EligibilityStatus,
}

#[derive(Deserialize)]
pub struct CompellingEligibility {
    pub required_actions: Vec<RequiredAction>,
    pub status: EligibilityStatus,
}

#[derive(Deserialize)]
pub struct PaymentMethodDetails {
    pub r#type: String,
    pub card: Option<Card>,
    pub klarna: Option<Value>,
    pub paypal: Option<Value>,
    pub amazon_pay: Option<Value>,
}

#[derive(Deserialize)]
pub struct Card {
    pub brand: String,
    pub case_type: Option<String>,
    pub network: Option<String>,
    pub network_reason_code: Option<String>,
}

#[derive(Deserialize)]
pub struct BalanceTransaction {
    pub id: String,
    pub amount: i64,
    pub available_on: i64,
    pub created: i64,
    pub currency: String,
    pub description: Option<String>,
    pub exchange_rate: Option<f64>,
    pub fee: i64,
    pub fee_details: Vec<Fee>,
    pub net: i64,
    pub reporting_category: String,
    pub source: Option<Expandable<Value>>,
    pub status: String,
    pub r#type: String,
}

#[derive(Deserialize)]
pub struct Fee {
    pub amount: i64,
    pub application: Option<String>,
    pub currency: String,
    pub description: Option<String>,
    pub r#type: String,
}

#[derive(Deserialize)]
pub struct Charge {
    pub id: String,
    pub amount: i64,
    pub billing_details: Option<BillingDetails>,
    pub created: i64,
    pub currency: String,
    pub customer: Option<Expandable<Customer>>,
    pub description: Option<String>,
    pub livemode: bool,
    pub metadata: BTreeMap<String, String>,
    pub payment_intent: Option<Expandable<PaymentIntent>>,
    pub receipt_email: Option<String>,
    pub status: PaymentStatus,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct BillingDetails {
    pub address: Option<Address>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub phone: Option<String>,
}

#[derive(Deserialize)]
pub struct PaymentIntent {
    pub id: String,
    pub amount: i64,
    pub created: i64,
    pub currency: String,
    pub customer: Option<Expandable<Customer>>,
    pub description: Option<String>,
    pub latest_charge: Option<Expandable<Charge>>,
    pub livemode: bool,
    pub metadata: BTreeMap<String, String>,
    pub receipt_email: Option<String>,
    pub status: PaymentStatus,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct Customer {
    pub id: String,
    pub deleted: Option<bool>,
    pub email: Option<String>,
    pub name: Option<String>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct File {
    pub id: String,
    pub created: i64,
    pub expires_at: Option<i64>,
    pub filename: Option<String>,
    pub purpose: String,
    pub size: i64,
    pub title: Option<String>,
    pub r#type: Option<String>,
    pub url: Option<String>,
}

/// Open string enums, with a variant for what is not known.
macro_rules! open {
    ($($name:ident { $($variant:ident),+ $(,)? })+) => {$(
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($variant,)+
            #[serde(untagged)]
            Unknown(String),
        }
    )+};
}

open! {
    EligibilityType { MastercardCompliance, VisaCompliance }
    SubmissionMethod { Manual, NotSubmitted, PreferManual, PreferSmartDisputes, SmartDisputes }
    EligibilityStatus { FeeAcknowledged, NotQualified, Qualified, RequiresAction, RequiresFeeAcknowledgement }
    RequiredAction {
        MissingCustomerIdentifiers, MissingDisputedTransactionDescription, MissingMerchandiseOrServices,
        MissingPriorUndisputedTransactionDescription, MissingPriorUndisputedTransactions,
    }
    PaymentStatus {
        Canceled, Failed, Pending, Processing, RequiresAction, RequiresCapture, RequiresConfirmation,
        RequiresPaymentMethod, Succeeded,
    }
    Reason {
        BankCannotProcess, CheckReturned, CreditNotProcessed, CustomerInitiated, DebitNotAuthorized, Duplicate,
        Fraudulent, General, IncorrectAccountDetails, InsufficientFunds, ProductNotReceived, ProductUnacceptable,
        SubscriptionCanceled, Unrecognized, Noncompliant,
    }
    Status {
        Lost, NeedsResponse, UnderReview, WarningClosed, WarningNeedsResponse, WarningUnderReview, Won, Prevented,
        AppealNeedsResponse, AppealUnderReview,
    }
}
