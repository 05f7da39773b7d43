//! The signature of an event: `t=<seconds>,v1=<hex>`, the HMAC-SHA256 (RFC 2104) of the seconds, a full stop and the body.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The value of the header.
#[must_use]
pub fn signature(secret: &str, seconds: i64, body: &[u8]) -> String {
    // A key may have any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    let mut hex = String::new();
    for byte in mac.finalize().into_bytes() {
        hex.push_str(&format!("{byte:02x}"));
    }
    format!("t={seconds},v1={hex}")
}
