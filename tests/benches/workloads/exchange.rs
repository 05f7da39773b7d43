//! What the benches ask, and what they are answered.

use stripe_disputes::DisputeEvidenceParams;

/// The dispute that is asked for.
pub const ID: &str = "dp_1MtJUT2eZvKYlo2CNaw2HvEv";
/// The response that the vendor shows for "Update a dispute".
pub const DISPUTE: &str = include_str!("../data/dispute-reference.json");
/// About as many headers as the API sends with it.
pub const HEADERS: [(&str, &str); 9] = [
    ("date", "Wed, 05 Apr 2023 12:00:00 GMT"),
    ("content-type", "application/json"),
    ("connection", "keep-alive"),
    ("cache-control", "no-cache, no-store"),
    ("request-id", "req_Tsd5SXdfyXvAGQ"),
    ("stripe-version", "2023-10-16"),
    ("stripe-should-retry", "false"),
    ("vary", "Origin"),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains; preload",
    ),
];
/// Evidence for an update: names and values.
pub const FIELDS: [(&str, &str); 10] = [
    (
        "billing_address",
        "354 Oyster Point Blvd, South San Francisco, CA 94080, US",
    ),
    ("customer_email_address", "jenny.rosen@example.com"),
    ("customer_name", "Jenny Rosen"),
    ("customer_purchase_ip", "203.0.113.7"),
    (
        "product_description",
        "A field guide in two volumes, printed and as a download. It was shown with its price.",
    ),
    ("receipt", "file_1NtE4s2eZvKYlo2CqDq3cEVm"),
    ("service_date", "2023-11-12"),
    (
        "shipping_address",
        "354 Oyster Point Blvd, South San Francisco, CA 94080, US",
    ),
    ("shipping_carrier", "UPS"),
    ("shipping_tracking_number", "1Z999AA10123456784"),
];

/// The same, for the client.
pub fn evidence() -> DisputeEvidenceParams {
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
    ] = FIELDS.map(|(_, value)| value);
    DisputeEvidenceParams::new()
        .billing_address(address)
        .customer_email_address(email)
        .customer_name(name)
        .customer_purchase_ip(ip)
        .product_description(product)
        .receipt(receipt)
        .service_date(date)
        .shipping_address(shipping)
        .shipping_carrier(carrier)
        .shipping_tracking_number(number)
}
