//! Recorded input, as calls of the generated crate.
//!
//! In: the `op`, `id` and `params` of a recording. Out: the operation that a user of the crate would build from them, with
//! the typed function for each parameter. A parameter that has no function is an error, so that none is passed over.

use bytes::Bytes;
use http::Request;
use stripe_disputes::{
    Bounds, CloseDispute, DisputeExpand, Disputes, InvalidRequest, ListDisputes, Operation,
    RangeFilter, RetrieveDispute, Timestamp, UpdateDispute,
};

use crate::sdk::json::Json;

mod evidence;
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
        "close" => Called::Close(Disputes::close_irreversibly(id).expand(only_expand(params)?)),
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
                // A filter that is not set.
                _ if *value == Json::Null => list,
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

pub(crate) fn created(value: &Json) -> Result<RangeFilter<Timestamp>, Inexpressible> {
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
        "evidence" => update.evidence(evidence::evidence(value)?),
        "expand" => update.expand(paths(value, "")?),
        "submit" if flag(name, value)? => update.submit_irreversibly(),
        "submit" => update.stage(),
        "intended_submission_method" => update.intended_submission_method(text(name, value)?),
        "metadata" if value.as_text() == Some("") => update.clear_metadata(),
        "metadata" => members(Some(value))?
            .iter()
            .try_fold(update, |update, (key, value)| match value {
                Json::Null => Ok::<_, Inexpressible>(update.unset_metadata(key)),
                value => Ok(match text(key, value)? {
                    "" => update.unset_metadata(key),
                    value => update.metadata([(key, value)]),
                }),
            })?,
        _ => return Err(format!("there is no `{name}`")),
    })
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
    let text = value.as_text();
    text.ok_or_else(|| format!("`{name}` is not a text"))
}

pub(crate) fn integer(name: &str, value: &Json) -> Result<i64, Inexpressible> {
    match value {
        Json::Integer(number) => Ok(*number),
        _ => Err(format!("`{name}` is not a number")),
    }
}

pub(crate) fn flag(name: &str, value: &Json) -> Result<bool, Inexpressible> {
    match value {
        Json::Bool(flag) => Ok(*flag),
        _ => Err(format!("`{name}` is not true or false")),
    }
}
