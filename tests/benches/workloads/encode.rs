//! Encoding an update of a dispute: ten fields of evidence, three keys of metadata, two paths to expand.
//!
//! What always holds: ours and all peers give the same bytes, but for the spaces of serde_qs, which are `%20`. The peers write only the form; a whole request, with its
//! address, headers and limits checked, is a workload of its own, which has no peer.

use std::collections::BTreeMap;

use serde::Serialize;
use stripe_disputes::runtime::{Form, Key, RequestBuilder};
use stripe_disputes::{
    ClearableEntries, DisputeEvidenceParams, DisputeExpand, Disputes, Operation, UpdateDispute,
};

use super::Workload;
use super::exchange::{FIELDS, ID, evidence};

const METADATA: [(&str, &str); 3] = [
    ("handler", "team-risk"),
    ("order_id", "6735"),
    ("stage", "first"),
];
const EXPAND: [&str; 2] = ["charge", "payment_intent"];

/// Ours and the peers.
pub fn workloads() -> Vec<Workload> {
    let (update, body) = (ours(), body_of_ours());
    for (name, peer) in [("serde_qs", serde_qs()), ("form_urlencoded", urlencoded())] {
        assert_eq!(pairs(&peer), pairs(&body), "{name}");
        // serde_qs has no way to write a space as `+`.
        assert_eq!(peer.replace("%20", "+"), body, "{name}");
    }
    let (evidence, metadata, expand) = parts();
    vec![
        Workload::new("ours", move || form(&evidence, &metadata, &expand)),
        Workload::new("serde_qs", serde_qs_of(derived())),
        Workload::new("form_urlencoded", urlencoded),
        Workload::new("ours, whole request", move || update.to_request()),
    ]
}

fn ours() -> UpdateDispute {
    let (evidence, ..) = parts();
    Disputes::update(ID)
        .evidence(evidence)
        .metadata(METADATA)
        .expand(EXPAND)
}

fn parts() -> (DisputeEvidenceParams, ClearableEntries, Vec<DisputeExpand>) {
    let expand = EXPAND.map(DisputeExpand::from).into();
    (evidence(), METADATA.into_iter().collect(), expand)
}

/// What `UpdateDispute` does with its fields.
fn form(
    evidence: &DisputeEvidenceParams,
    metadata: &ClearableEntries,
    expand: &[DisputeExpand],
) -> impl AsRef<[u8]> + use<> {
    let mut form = Form::body();
    form.field(&Key::new("evidence"), evidence);
    form.expand(&Key::new("expand"), "", expand);
    form.field(&Key::new("metadata"), metadata);
    form.into_bytes()
}

/// The body of the whole request, which `form` has to give as well.
fn body_of_ours() -> String {
    let mut request = RequestBuilder::new(UpdateDispute::METHOD, "");
    ours().build(&mut request);
    let body = request.form().clone().into_string();
    let (evidence, metadata, expand) = parts();
    assert_eq!(
        form(&evidence, &metadata, &expand).as_ref(),
        body.as_bytes()
    );
    body
}

#[derive(Serialize)]
struct Update {
    evidence: Evidence,
    expand: Vec<String>,
    metadata: BTreeMap<String, String>,
}

/// Only what is set: a peer gains by not looking at the seventeen fields that are not.
#[derive(Serialize)]
struct Evidence {
    billing_address: String,
    customer_email_address: String,
    customer_name: String,
    customer_purchase_ip: String,
    product_description: String,
    receipt: String,
    service_date: String,
    shipping_address: String,
    shipping_carrier: String,
    shipping_tracking_number: String,
}

fn derived() -> Update {
    let [
        address,
        email,
        name,
        ip,
        product,
        receipt,
        date,
        shipping,
        carrier,
        number,
    ] = FIELDS.map(|(_, value)| value.to_owned());
    Update {
        evidence: Evidence {
            billing_address: address,
            customer_email_address: email,
            customer_name: name,
            customer_purchase_ip: ip,
            product_description: product,
            receipt,
            service_date: date,
            shipping_address: shipping,
            shipping_carrier: carrier,
            shipping_tracking_number: number,
        },
        expand: EXPAND.map(str::to_owned).into(),
        metadata: METADATA
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
    }
}

fn serde_qs_of(update: Update) -> impl Fn() -> String {
    let config = serde_qs::Config::new().use_form_encoding(true);
    move || config.serialize_string(&update).unwrap_or_default()
}

fn serde_qs() -> String {
    serde_qs_of(derived())()
}

/// As one writes it by hand: names in brackets as text, made for each key that is not known beforehand.
fn urlencoded() -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in FIELDS {
        form.append_pair(&format!("evidence[{name}]"), value);
    }
    for (index, path) in EXPAND.iter().enumerate() {
        form.append_pair(&format!("expand[{index}]"), path);
    }
    for (key, value) in METADATA {
        form.append_pair(&format!("metadata[{key}]"), value);
    }
    form.finish()
}

fn pairs(form: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect()
}
