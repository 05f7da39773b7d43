//! Recorded input, as calls of the generated crate.
//!
//! In: the `op`, `id` and `params` of a recording. Out: the operation that a user of the crate would build from them, with
//! the typed function for each parameter. A parameter that has no function is an error, so that none is passed over.

use bytes::Bytes;
use http::Request;
use stripe_disputes::{
    Bounds, CloseDispute, DisputeEvidenceParams, DisputeExpand, DisputedTransactionParams,
    Disputes, EnhancedEvidenceParams, InvalidRequest, ListDisputes, MastercardComplianceParams,
    Operation, PriorUndisputedTransactionParams, RangeFilter, RetrieveDispute,
    ShippingAddressParams, Timestamp, UpdateDispute, VisaCompellingEvidence3Params,
    VisaComplianceParams,
};

use crate::sdk::json::Json;

pub mod files;

/// Why a recorded call has no counterpart.
pub type Inexpressible = String;

/// The result of building a request.
pub type Built = Result<Request<Bytes>, InvalidRequest>;

/// A call to list, retrieve, update or close disputes.
#[derive(Clone, Debug)]
pub enum Called {
    /// To list them.
    List(ListDisputes),
    /// To retrieve one.
    Retrieve(RetrieveDispute),
    /// To update one.
    Update(Box<UpdateDispute>),
    /// To close one.
    Close(CloseDispute),
}

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

/// Builds the request of a call.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn request(input: &Json) -> Result<Built, Inexpressible> {
    Ok(match called(input)? {
        Called::List(list) => list.to_request(),
        Called::Retrieve(retrieve) => retrieve.to_request(),
        Called::Update(update) => update.to_request(),
        Called::Close(close) => close.to_request(),
    })
}

/// Builds the operation of a call.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn called(input: &Json) -> Result<Called, Inexpressible> {
    let id = input.get("id").and_then(Json::as_text).unwrap_or_default();
    let params = members(input.get("params"))?;
    let op = input.get("op").and_then(Json::as_text);
    Ok(match op.unwrap_or_default() {
        "list" | "autopage" | "autopage_take3" | "autopage_take7" => Called::List(list(input)?),
        "retrieve" | "retrieve_twice" => {
            let expand = only_expand(params)?;
            Called::Retrieve(Disputes::retrieve(id).expand(expand))
        }
        "close" => Called::Close(Disputes::close(id).expand(only_expand(params)?)),
        "update" => {
            let update = params.iter().try_fold(Disputes::update(id), update)?;
            Called::Update(Box::new(update))
        }
        other => return Err(format!("there is no operation `{other}`")),
    })
}

/// The request for the first page that a call asks for.
///
/// # Errors
/// If the crate has no counterpart to a parameter.
pub fn list(input: &Json) -> Result<ListDisputes, Inexpressible> {
    let params = members(input.get("params"))?;
    params
        .iter()
        .try_fold(Disputes::list(), |list, (name, value)| {
            Ok(match name.as_str() {
                "charge" => list.charge(text(name, value)?),
                "payment_intent" => list.payment_intent(text(name, value)?),
                "starting_after" => list.starting_after(text(name, value)?),
                "ending_before" => list.ending_before(text(name, value)?),
                "limit" => list.limit(integer(name, value)?),
                "created" => list.created(created(value)?),
                "expand" => list.expand(paths(value, "data.")?),
                _ => return Err(format!("there is no `{name}`")),
            })
        })
}

fn created(value: &Json) -> Result<RangeFilter<Timestamp>, Inexpressible> {
    if let Json::Integer(exactly) = value {
        return Ok((*exactly).into());
    }
    let mut all: Option<Bounds<Timestamp>> = None;
    for (name, bound) in members(Some(value))? {
        let bound = Timestamp::from_unix(integer(name, bound)?);
        all = Some(match (name.as_str(), all) {
            ("gt", None) => RangeFilter::gt(bound),
            ("gt", Some(all)) => all.and_gt(bound),
            ("gte", None) => RangeFilter::gte(bound),
            ("gte", Some(all)) => all.and_gte(bound),
            ("lt", None) => RangeFilter::lt(bound),
            ("lt", Some(all)) => all.and_lt(bound),
            ("lte", None) => RangeFilter::lte(bound),
            ("lte", Some(all)) => all.and_lte(bound),
            _ => return Err(format!("there is no `created[{name}]`")),
        });
    }
    let all = all.ok_or("an empty range cannot be built")?;
    Ok(all.into())
}

fn update(
    update: UpdateDispute,
    (name, value): &(String, Json),
) -> Result<UpdateDispute, Inexpressible> {
    Ok(match name.as_str() {
        "evidence" => update.evidence(evidence(value)?),
        "expand" => update.expand(paths(value, "")?),
        "submit" => update.submit(flag(name, value)?),
        "intended_submission_method" => update.intended_submission_method(text(name, value)?),
        "metadata" if value.as_text() == Some("") => update.clear_metadata(),
        "metadata" => members(Some(value))?
            .iter()
            .try_fold(update, |update, (key, value)| match text(key, value)? {
                "" => Ok::<_, Inexpressible>(update.unset_metadata(key)),
                value => Ok(update.metadata([(key, value)])),
            })?,
        _ => return Err(format!("there is no `{name}`")),
    })
}

fn evidence(value: &Json) -> Result<DisputeEvidenceParams, Inexpressible> {
    let mut all = DisputeEvidenceParams::new();
    for (name, value) in members(Some(value))? {
        let name = name.as_str();
        all = match (name, value) {
            ("enhanced_evidence", Json::Text(text)) if text.is_empty() => {
                all.clear_enhanced_evidence()
            }
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

fn only_expand(params: &[(String, Json)]) -> Result<Vec<DisputeExpand>, Inexpressible> {
    match params {
        [] => Ok(Vec::new()),
        [(name, value)] if name == "expand" => paths(value, ""),
        other => Err(format!("not `expand` alone: {other:?}")),
    }
}

/// Paths to expand, typed where the crate has a type for them, which then adds the prefix by itself.
fn paths(value: &Json, prefix: &str) -> Result<Vec<DisputeExpand>, Inexpressible> {
    let Json::List(paths) = value else {
        return Err("`expand` is not a list".to_owned());
    };
    paths
        .iter()
        .map(|path| {
            let path = text("expand", path)?;
            let typed = path.strip_prefix(prefix).map(DisputeExpand::from);
            Ok(match typed {
                Some(typed) if !matches!(typed, DisputeExpand::Other(_)) => typed,
                _ => DisputeExpand::Other(path.to_owned()),
            })
        })
        .collect()
}

/// The members of an object; none, if there is none.
pub(crate) fn members(value: Option<&Json>) -> Result<&[(String, Json)], Inexpressible> {
    match value {
        None => Ok(&[]),
        Some(Json::Object(members)) => Ok(members),
        Some(other) => Err(format!("not an object: {other:?}")),
    }
}

/// A text.
pub(crate) fn text<'a>(name: &str, value: &'a Json) -> Result<&'a str, Inexpressible> {
    match value {
        Json::Null => Err(format!("`{name}` is null, which the crate does not have")),
        value => value.as_text().ok_or(format!("`{name}` is not a text")),
    }
}

fn integer(name: &str, value: &Json) -> Result<i64, Inexpressible> {
    match value {
        Json::Integer(number) => Ok(*number),
        _ => Err(format!("`{name}` is not a number")),
    }
}

fn flag(name: &str, value: &Json) -> Result<bool, Inexpressible> {
    match value {
        Json::Bool(flag) => Ok(*flag),
        _ => Err(format!("`{name}` is not true or false")),
    }
}
