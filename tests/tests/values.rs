//! Values that people have in their hands are accepted where they are needed.
//!
//! In: ids, texts, options, points in time and paths of every kind that programs have. Out: requests, which are compared with what
//! they have to say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use stripe_disputes::models::File;
use stripe_disputes::{
    Charge, Clearable, Dispute, DisputeEvent, DisputeEvidenceParams, DisputeExpand, DisputeStatus,
    Disputes, EventKind, Expandable, FileUploadPurpose, Files, Id, ListDisputes, Operation,
    RangeFilter, RetrieveDispute, Timestamp, Upload,
};

fn query(operation: &impl Operation) -> String {
    let request = operation.to_request().unwrap();
    let pairs = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
    joined(pairs)
}

fn body(operation: &impl Operation) -> String {
    joined(form_urlencoded::parse(
        operation.to_request().unwrap().body(),
    ))
}

fn joined(pairs: form_urlencoded::Parse<'_>) -> String {
    let pairs = pairs.map(|(key, value)| format!("{key}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

fn dispute() -> Dispute {
    serde_json::from_str(include_str!("../wire/dispute.json")).unwrap()
}

#[test]
fn ids_are_made_of_whatever_has_one() {
    let dispute = dispute();
    let id = dispute.id.clone();
    let expanded: Expandable<Dispute> = Expandable::Object(Box::new(dispute.clone()));
    let text = id.to_string();
    let requests = [
        Disputes::retrieve(&dispute),
        Disputes::retrieve(dispute.clone()),
        Disputes::retrieve(&dispute.id),
        Disputes::retrieve(dispute.id.clone()),
        Disputes::retrieve(&expanded),
        Disputes::retrieve(expanded.clone()),
        Disputes::retrieve(Expandable::Id(id.clone())),
        Disputes::retrieve(id.as_str()),
        Disputes::retrieve(text.clone()),
        Disputes::retrieve(&text),
        Disputes::retrieve(Cow::Borrowed(id.as_str())),
        Disputes::retrieve(id.as_str().parse::<Id<Dispute>>().unwrap()),
    ];
    let path = format!("/v1/disputes/{id}");
    for request in requests {
        assert_eq!(request.to_request().unwrap().uri().path(), path);
    }
    let (id, text) = (Id::<Dispute>::new("dp_1"), String::from("dp_1"));
    assert_eq!(id, "dp_1");
    assert_eq!(id, *"dp_1");
    assert_eq!("dp_1", id);
    assert_eq!(id, text);
    assert_eq!(text, id);
}

#[test]
fn ids_in_evidence_are_those_of_what_they_name() {
    let dispute = dispute();
    let evidence = DisputeEvidenceParams::new()
        .duplicate_charge_id(&dispute.charge)
        .receipt(Id::<File>::new("file_1"));
    assert_eq!(
        body(&Disputes::update("dp_1").evidence(evidence)),
        format!(
            "evidence[duplicate_charge_id]={}&evidence[receipt]=file_1",
            dispute.charge.id()
        )
    );
    let _: &Option<Id<Charge>> = &dispute.evidence.duplicate_charge_id;
}

/// A row of a shop's database.
#[derive(Clone, Default)]
struct Row {
    name: Option<String>,
    email: Option<&'static str>,
    receipt: Option<Id<File>>,
    address: Option<Clearable<String>>,
    text: Option<Cow<'static, str>>,
}

#[test]
fn what_may_be_missing_is_set_if_it_is_there() {
    type Evidence = DisputeEvidenceParams;
    let evidence = |row: &Row| {
        Evidence::new()
            .maybe(row.name.as_ref(), Evidence::customer_name)
            .maybe(row.email, Evidence::customer_email_address)
            .maybe(row.receipt.clone(), Evidence::receipt)
            .maybe(row.address.clone(), Evidence::billing_address)
            .maybe(row.text.clone(), Evidence::uncategorized_text)
    };
    let row = Row {
        name: Some("Jane".to_owned()),
        email: Some("jane@example.com"),
        receipt: Some("file_1".into()),
        address: Some(Clearable::Clear),
        text: Some("text".into()),
    };
    let update = |row: &Row| Disputes::update("dp_1").evidence(evidence(row));
    assert_eq!(
        body(&update(&row)),
        "evidence[billing_address]=&evidence[customer_email_address]=jane@example.com&evidence[customer_name]=Jane\
         &evidence[receipt]=file_1&evidence[uncategorized_text]=text"
    );
    assert_eq!(body(&update(&Row::default())), "");

    let list = Disputes::list()
        .maybe(Some("ch_1"), ListDisputes::charge)
        .maybe(None::<i64>, ListDisputes::limit);
    assert_eq!(query(&list), "charge=ch_1");
}

#[test]
fn what_can_be_cleared_is_passed_as_it_is() {
    let text = String::from("Jane");
    let names = [
        DisputeEvidenceParams::new().customer_name("Jane"),
        DisputeEvidenceParams::new().customer_name(&text),
        DisputeEvidenceParams::new().customer_name(text.clone()),
        DisputeEvidenceParams::new().customer_name(Cow::Borrowed("Jane")),
        DisputeEvidenceParams::new().customer_name(Clearable::Set(text.clone())),
    ];
    for evidence in names {
        let update = Disputes::update("dp_1").evidence(evidence);
        assert_eq!(body(&update), "evidence[customer_name]=Jane");
    }
    let cleared = DisputeEvidenceParams::new()
        .customer_name(Clearable::Clear)
        .receipt(Clearable::Clear);
    assert_eq!(
        body(&Disputes::update("dp_1").evidence(cleared)),
        "evidence[customer_name]=&evidence[receipt]="
    );
}

#[test]
fn points_in_time_are_filters() {
    let created = |filter: RangeFilter<Timestamp>| query(&Disputes::list().created(filter));
    let at = UNIX_EPOCH + Duration::from_millis(1_680_651_737_900);
    let stamp = Timestamp::from(at);
    assert_eq!(stamp.as_unix(), 1_680_651_737);
    assert_eq!(created(at.into()), "created=1680651737");
    let lists = [
        Disputes::list().created(stamp..),
        Disputes::list().created(at..),
        Disputes::list().created(1_680_651_737..),
        Disputes::list().created(RangeFilter::gte(stamp)),
        Disputes::list().created(RangeFilter::gte(at)),
        Disputes::list().created(RangeFilter::gte(1_680_651_737)),
    ];
    for list in lists {
        assert_eq!(query(&list), "created[gte]=1680651737");
    }
    let day = Duration::from_secs(86_400);
    assert_eq!(
        query(&Disputes::list().created(stamp - day..=stamp + day)),
        "created[gte]=1680565337&created[lte]=1680738137"
    );
    assert_eq!(
        query(&Disputes::list().created(RangeFilter::gt(at - day))),
        "created[gt]=1680565337"
    );
    assert!(SystemTime::now() >= SystemTime::try_from(Timestamp::now()).unwrap());
}

#[test]
fn metadata_takes_what_is_shown_as_text() {
    let dispute = dispute();
    let mut map = BTreeMap::new();
    map.insert("d", String::from("x"));
    let update = Disputes::update("dp_1")
        .metadata([("a", 6735)])
        .metadata([("b", true)])
        .metadata([("c", &dispute.id)])
        .metadata(&map)
        .metadata([(String::from("e"), "y")]);
    assert_eq!(
        body(&update),
        format!(
            "metadata[a]=6735&metadata[b]=true&metadata[c]={}&metadata[d]=x&metadata[e]=y",
            dispute.id
        )
    );
}

#[test]
fn paths_to_expand_are_added_and_below_the_items_of_a_list() {
    let list = Disputes::list()
        .expand(["charge", "charge.customer"])
        .expand([DisputeExpand::PaymentIntent])
        .expand(["data.charge.balance_transaction", "total_count"]);
    assert_eq!(
        query(&list),
        "expand[0]=data.charge&expand[1]=data.charge.customer&expand[2]=data.payment_intent\
         &expand[3]=data.charge.balance_transaction&expand[4]=total_count"
    );
    let none = Disputes::retrieve("dp_1").expand([]);
    assert_eq!(query(&none), "");
    let paths = vec!["charge".to_owned()];
    let more = Disputes::retrieve("dp_1")
        .expand(&paths)
        .expand(["payment_intent"].as_slice())
        .expand(paths.iter().map(|path| format!("{path}.customer")))
        .maybe(None::<[&str; 1]>, RetrieveDispute::expand);
    assert_eq!(
        query(&more),
        "expand[0]=charge&expand[1]=payment_intent&expand[2]=charge.customer"
    );
    let one = Disputes::retrieve("dp_1").expand(["charge.customer"]);
    assert_eq!(query(&one), "expand[0]=charge.customer");
}

#[test]
fn media_types_are_guessed_from_names_wherever_contents_are() {
    let contents = std::io::Cursor::new(b"%PDF".to_vec());
    let uploads = [
        Upload::new("a.pdf", "%PDF"),
        Upload::from_reader("a.pdf", contents).unwrap(),
    ];
    for upload in uploads {
        assert_eq!(upload.content_type.as_deref(), Some("application/pdf"));
    }
    assert_eq!(Upload::new("a", "%PDF").content_type, None);
    let purpose: FileUploadPurpose = "dispute_evidence".parse().unwrap();
    assert_eq!(purpose, FileUploadPurpose::DisputeEvidence);
    let newer = Files::create(Upload::new("a.pdf", ""), "a_newer_purpose");
    let body = newer.to_request().unwrap().into_body();
    assert!(
        String::from_utf8(body.to_vec())
            .unwrap()
            .contains("\r\n\r\na_newer_purpose\r\n")
    );
}

#[test]
fn what_is_shown_keeps_to_width_and_alignment() {
    let status = DisputeStatus::NeedsResponse;
    assert_eq!(format!("{status:<16}|"), "needs_response  |");
    assert_eq!(format!("{status:>16}|"), "  needs_response|");
    let time = Timestamp::from_unix(0);
    assert_eq!(format!("{time:<22}|"), "1970-01-01T00:00:00Z  |");
    assert_eq!(format!("{:^6}|", Id::<Dispute>::new("dp")), "  dp  |");
    assert!(status == "needs_response" && status == *"needs_response" && status != "won");
}

#[test]
fn kinds_of_events_are_an_enum_like_any_other() {
    let kind: EventKind = "charge.dispute.closed".parse().unwrap();
    assert_eq!(kind, EventKind::ChargeDisputeClosed);
    assert_eq!(format!("{kind:<23}|"), "charge.dispute.closed  |");
    assert!(kind == "charge.dispute.closed" && kind != "charge.dispute.created");
    assert_eq!(EventKind::from("a.newer".to_owned()).as_str(), "a.newer");
    // What the event itself says is the same type.
    let told = |event: DisputeEvent| -> EventKind { event.r#type };
    let _ = told;
}
