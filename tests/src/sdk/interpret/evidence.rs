//! Recorded evidence.
//!
//! In: the `evidence` of a recording. Out: the params that a user of the crate would build from it.

use stripe_disputes::{
    AppealParams, CardAppealParams, DisputeEvidenceParams, DisputedTransactionParams,
    EnhancedEvidenceParams, MastercardComplianceParams, PriorUndisputedTransactionParams,
    ShippingAddressParams, VisaCompellingEvidence3Params, VisaComplianceParams,
};

use super::{Inexpressible, flag, members, text};
use crate::sdk::json::Json;

/// Calls a function for each text; one that can be cleared is cleared by an empty text.
macro_rules! texts {
    ($builder:ident, $name:ident, $value:ident, [$($set:ident),*], [$($text:ident / $clear:ident),*]) => {
        match ($name, text($name, $value)?) {
            $((stringify!($set), value) => $builder.$set(value),)*
            $((stringify!($text), "") => $builder.$clear(),
              (stringify!($text), value) => $builder.$text(value),)*
            _ => return Err(format!("there is no `{}`", $name)),
        }
    };
}

/// What is set and what is unset of a dispute's evidence.
pub(super) fn evidence(value: &Json) -> Result<DisputeEvidenceParams, Inexpressible> {
    let mut all = DisputeEvidenceParams::new();
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = match (name, value) {
            ("enhanced_evidence", Json::Text(text)) if text.is_empty() => {
                all.clear_enhanced_evidence()
            }
            ("appeal", value) if value.as_text() == Some("") => all.clear_appeal(),
            ("appeal", value) => all.appeal(appeal(value)?),
            ("enhanced_evidence", value) => all.enhanced_evidence(enhanced(value)?),
            _ => texts!(
                all,
                name,
                value,
                [],
                [
                    access_activity_log / clear_access_activity_log,
                    billing_address / clear_billing_address,
                    cancellation_policy / clear_cancellation_policy,
                    cancellation_policy_disclosure / clear_cancellation_policy_disclosure,
                    cancellation_rebuttal / clear_cancellation_rebuttal,
                    customer_communication / clear_customer_communication,
                    customer_email_address / clear_customer_email_address,
                    customer_name / clear_customer_name,
                    customer_purchase_ip / clear_customer_purchase_ip,
                    customer_signature / clear_customer_signature,
                    duplicate_charge_documentation / clear_duplicate_charge_documentation,
                    duplicate_charge_explanation / clear_duplicate_charge_explanation,
                    duplicate_charge_id / clear_duplicate_charge_id,
                    product_description / clear_product_description,
                    receipt / clear_receipt,
                    refund_policy / clear_refund_policy,
                    refund_policy_disclosure / clear_refund_policy_disclosure,
                    refund_refusal_explanation / clear_refund_refusal_explanation,
                    service_date / clear_service_date,
                    service_documentation / clear_service_documentation,
                    shipping_address / clear_shipping_address,
                    shipping_carrier / clear_shipping_carrier,
                    shipping_date / clear_shipping_date,
                    shipping_documentation / clear_shipping_documentation,
                    shipping_tracking_number / clear_shipping_tracking_number,
                    uncategorized_file / clear_uncategorized_file,
                    uncategorized_text / clear_uncategorized_text
                ]
            ),
        };
    }
    Ok(all)
}

fn appeal(value: &Json) -> Result<AppealParams, Inexpressible> {
    let mut all = AppealParams::new();
    for (name, value) in members(Some(value))? {
        all = match name.as_str() {
            "card" if value.as_text() == Some("") => all.clear_card(),
            "card" => all.card(card_appeal(value)?),
            _ => return Err(format!("there is no `{name}`")),
        };
    }
    Ok(all)
}

fn card_appeal(value: &Json) -> Result<CardAppealParams, Inexpressible> {
    let mut all = CardAppealParams::new();
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = match (name, value) {
            ("supporting_files", Json::List(files)) => {
                let files = files.iter().map(|file| text(name, file));
                all.supporting_files(files.collect::<Result<Vec<_>, _>>()?)
            }
            ("supporting_files", value) if value.as_text() == Some("") => {
                all.clear_supporting_files()
            }
            _ => texts!(
                all,
                name,
                value,
                [],
                [reason_for_filing / clear_reason_for_filing]
            ),
        };
    }
    Ok(all)
}

fn enhanced(value: &Json) -> Result<EnhancedEvidenceParams, Inexpressible> {
    let mut all = EnhancedEvidenceParams::new();
    for (name, value) in members(Some(value))? {
        all = match name.as_str() {
            "visa_compelling_evidence_3" => all.visa_compelling_evidence_3(compelling(value)?),
            "visa_compliance" => {
                let params = VisaComplianceParams::new();
                all.visa_compliance(params.fee_acknowledged(fee_acknowledged(value)?))
            }
            "mastercard_compliance" => {
                let params = MastercardComplianceParams::new();
                all.mastercard_compliance(params.fee_acknowledged(fee_acknowledged(value)?))
            }
            _ => return Err(format!("there is no `{name}`")),
        };
    }
    Ok(all)
}

fn fee_acknowledged(value: &Json) -> Result<bool, Inexpressible> {
    match members(Some(value))? {
        [(name, value)] if name == "fee_acknowledged" => flag(name, value),
        other => Err(format!("not `fee_acknowledged` alone: {other:?}")),
    }
}

fn compelling(value: &Json) -> Result<VisaCompellingEvidence3Params, Inexpressible> {
    let mut all = VisaCompellingEvidence3Params::new();
    for (name, value) in members(Some(value))? {
        all = match (name.as_str(), value) {
            ("disputed_transaction", value) => all.disputed_transaction(disputed(value)?),
            ("prior_undisputed_transactions", Json::List(prior)) => {
                let prior: Result<Vec<_>, _> = prior.iter().map(undisputed).collect();
                all.prior_undisputed_transactions(prior?)
            }
            _ => return Err(format!("there is no `{name}`")),
        };
    }
    Ok(all)
}

fn disputed(value: &Json) -> Result<DisputedTransactionParams, Inexpressible> {
    let mut all = DisputedTransactionParams::new();
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = match name {
            "shipping_address" => all.shipping_address(address(value)?),
            _ => texts!(
                all,
                name,
                value,
                [],
                [
                    customer_account_id / clear_customer_account_id,
                    customer_device_fingerprint / clear_customer_device_fingerprint,
                    customer_device_id / clear_customer_device_id,
                    customer_email_address / clear_customer_email_address,
                    customer_purchase_ip / clear_customer_purchase_ip,
                    merchandise_or_services / clear_merchandise_or_services,
                    product_description / clear_product_description
                ]
            ),
        };
    }
    Ok(all)
}

fn undisputed(value: &Json) -> Result<PriorUndisputedTransactionParams, Inexpressible> {
    let charge = value.get("charge").ok_or("`charge` is required")?;
    let mut all = PriorUndisputedTransactionParams::new(text("charge", charge)?);
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = match name {
            "charge" => all,
            "shipping_address" => all.shipping_address(address(value)?),
            _ => texts!(
                all,
                name,
                value,
                [],
                [
                    customer_account_id / clear_customer_account_id,
                    customer_device_fingerprint / clear_customer_device_fingerprint,
                    customer_device_id / clear_customer_device_id,
                    customer_email_address / clear_customer_email_address,
                    customer_purchase_ip / clear_customer_purchase_ip,
                    product_description / clear_product_description
                ]
            ),
        };
    }
    Ok(all)
}

fn address(value: &Json) -> Result<ShippingAddressParams, Inexpressible> {
    let mut all = ShippingAddressParams::new();
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = texts!(
            all,
            name,
            value,
            [],
            [
                city / clear_city,
                country / clear_country,
                line1 / clear_line1,
                line2 / clear_line2,
                postal_code / clear_postal_code,
                state / clear_state
            ]
        );
    }
    Ok(all)
}
