//! Recorded options, as those of the generated crate.
//!
//! In: the `options` and `client` of a recording. Out: the settings of a call and of a client. An option that has no
//! counterpart is an error, so that none is passed over.

use stripe_disputes::client::{Client, ClientBuilder, RequestOptions};

use crate::sdk::interpret::{Inexpressible, members, text};
use crate::sdk::json::Json;

/// The secret of all tests.
pub const SECRET: &str = "sk_test_wire";

/// The settings of a call. Another key is another client's: see [`builder`].
///
/// # Errors
/// If the crate has no counterpart to an option.
pub fn options(input: &Json) -> Result<RequestOptions, Inexpressible> {
    let mut options = RequestOptions::new();
    for (name, value) in members(input.get("options"))? {
        options = match name.as_str() {
            "idempotency_key" => options.idempotency_key(text(name, value)?),
            "stripe_account" => options.account(text(name, value)?),
            "api_version" => options.api_version(text(name, value)?),
            "stripe_context" => options.context(text(name, value)?),
            "api_key" => options,
            "headers" => members(Some(value))?.iter().try_fold(options, header)?,
            _ => return Err(format!("there is no option `{name}`")),
        };
    }
    Ok(options)
}

/// A header; those that the client sets itself have an option of their own.
fn header(
    options: RequestOptions,
    (name, value): &(String, Json),
) -> Result<RequestOptions, Inexpressible> {
    let value = text(name, value)?;
    Ok(match name.as_str() {
        "stripe-version" => options.api_version(value),
        "idempotency-key" => options.idempotency_key(value),
        _ => options.header(name, value),
    })
}

/// The settings of the client that makes the call.
///
/// # Errors
/// If the crate has no counterpart to a setting.
pub fn builder(input: &Json) -> Result<ClientBuilder, Inexpressible> {
    let options = input.get("options");
    let key = options.and_then(|options| options.get("api_key"));
    let secret = key.map_or(Ok(SECRET), |key| text("api_key", key))?;
    let mut builder = Client::builder(secret);
    for (name, value) in members(input.get("client"))? {
        builder = match (name.as_str(), value) {
            ("stripe_account", value) => builder.account(text(name, value)?),
            ("app_info", value) => app_info(builder, value)?,
            // There is none to turn off.
            ("telemetry", Json::Bool(false)) => builder,
            _ => return Err(format!("there is no setting `{name}`")),
        };
    }
    Ok(builder)
}

/// What names the program. An id of a partner is only part of what the SDKs tell of themselves besides.
fn app_info(builder: ClientBuilder, value: &Json) -> Result<ClientBuilder, Inexpressible> {
    let (mut name, mut version, mut url) = ("", "", "");
    for (member, value) in members(Some(value))? {
        match member.as_str() {
            "name" => name = text(member, value)?,
            "version" => version = text(member, value)?,
            "url" => url = text(member, value)?,
            "partner_id" => {}
            _ => return Err(format!("there is no `app_info.{member}`")),
        }
    }
    Ok(builder.app_info(name, version, url))
}
