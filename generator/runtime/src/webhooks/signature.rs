//! Proof that an event was sent by the API: the signature in a header of the request that brings it.
//!
//! In: the body as it came, the header as it came, the secrets that the endpoint shares with the API, and the time. Out:
//! when the body was signed, or why it is not to be trusted. Nothing here reads the body: it is bytes, and what they say
//! is looked at once they are proved.
//!
//! The header is `t=<seconds since 1970>,v1=<hex>`, with any number of `v1`; what goes by another name is passed over. Each
//! `v1` is the HMAC-SHA256 (RFC 2104, FIPS 180-4) of the text behind `t=`, a full stop and the body, under the whole
//! secret, prefix included.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::runtime::decode::{DecodeError, OtherEvent};
use crate::runtime::show::Shown;
use crate::runtime::types::Timestamp;

/// The longest header that is looked at, in bytes: far above what an API sends, and about what servers let through.
const LONGEST_HEADER: usize = 8192;

/// Tells what the API signed from what anyone else sent to the same endpoint.
///
/// Make one when the program starts, and use it for every request; it can be shared between threads. Neither `Debug` nor
/// any error shows a secret, and what was derived from secrets is wiped from memory when the verifier is dropped.
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<SigningKey>,
    /// How old a signature may be; `None` for any age.
    tolerance: Option<Duration>,
}

/// A secret, made ready.
#[derive(Clone)]
struct SigningKey {
    mac: Hmac<Sha256>,
    /// Whether the secret starts or ends with whitespace, as one does that was read from a file with its line break.
    padded: bool,
}

impl Verifier {
    /// How old a signature may be, unless another [tolerance](Self::tolerance) is set: 300 seconds.
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(300);

    /// Verifies with the secret of an endpoint, as the API shows it: nothing is cut off it, neither a prefix nor a space.
    ///
    /// # Errors
    ///
    /// [`SignatureError::EmptySecret`] if nothing but whitespace is in it: anyone could sign with that.
    pub fn new(secret: &str) -> Result<Self, SignatureError> {
        Ok(Self {
            keys: vec![SigningKey::new(secret)?],
            tolerance: Some(Self::DEFAULT_TOLERANCE),
        })
    }

    /// Takes what is signed with this secret, too: while an endpoint's secret is being replaced, the API signs with the
    /// old one and the new one.
    ///
    /// # Errors
    ///
    /// [`SignatureError::EmptySecret`], as in [`new`](Self::new).
    pub fn and_secret(mut self, secret: &str) -> Result<Self, SignatureError> {
        self.keys.push(SigningKey::new(secret)?);
        Ok(self)
    }

    /// How long after it was signed a request is taken, so that nobody can send it once more later on. With
    /// `Duration::ZERO` no age is accepted: what was signed a second ago is too old. To take any age, say
    /// [`any_age`](Self::any_age).
    ///
    /// A signature from the future is taken whatever the tolerance is: only who has the secret can make one, and an
    /// endpoint whose clock is slow would else refuse everything.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = Some(tolerance);
        self
    }

    /// Takes a request however long ago it was signed, such as one that was kept to be read later. Whoever has got hold of a
    /// request can then send it again: tell repeated ones by the id of the event.
    #[must_use]
    pub fn any_age(mut self) -> Self {
        self.tolerance = None;
        self
    }

    /// Verifies a body, by the system's clock, and returns when it was signed.
    ///
    /// `body` is what came, byte for byte: JSON that was read and written again is another text. `header` is the value of
    /// the header, if there is one: what `http::HeaderMap::get` returns, or `Some("t=…")`.
    ///
    /// # Errors
    ///
    /// Any [`SignatureError`] but [`EmptySecret`](SignatureError::EmptySecret). The age is looked at last, so that
    /// [`TooOld`](SignatureError::TooOld) says that the signature itself is right.
    pub fn verify(
        &self,
        body: &[u8],
        header: Option<impl AsRef<[u8]>>,
    ) -> Result<Timestamp, SignatureError> {
        // A clock beyond the end of `Timestamp` shows its end, and makes everything too old: it fails on the safe side.
        self.verify_at(body, header, Timestamp::now())
    }

    /// Verifies a body as if it were `now`.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_at(
        &self,
        body: &[u8],
        header: Option<impl AsRef<[u8]>>,
        now: Timestamp,
    ) -> Result<Timestamp, SignatureError> {
        let header = header.ok_or(SignatureError::MissingHeader)?;
        let header = Header::read(header.as_ref()).map_err(SignatureError::Malformed)?;
        if !self.keys.iter().any(|key| key.made(&header, body)) {
            let padded_secret = self.keys.iter().any(|key| key.padded);
            return Err(SignatureError::NoMatch { padded_secret });
        }
        let signed = header.signed;
        let exceeded = self.tolerance.filter(|most| age(signed, now) > *most);
        if let Some(tolerance) = exceeded {
            return Err(SignatureError::TooOld {
                signed,
                now,
                tolerance,
            });
        }
        Ok(signed)
    }
}

/// Shows how many secrets there are.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Verifier");
        shown.field("secrets", &self.keys.len());
        match &self.tolerance {
            Some(tolerance) => shown.field("tolerance", tolerance),
            None => shown.field("tolerance", &format_args!("any age")),
        };
        shown.finish()
    }
}

impl SigningKey {
    fn new(secret: &str) -> Result<Self, SignatureError> {
        let trimmed = secret.trim();
        if trimmed.is_empty() {
            return Err(SignatureError::EmptySecret);
        }
        Ok(Self {
            mac: mac(secret),
            padded: trimmed.len() < secret.len(),
        })
    }

    /// Whether one of the header's signatures was made with this secret.
    fn made(&self, header: &Header<'_>, body: &[u8]) -> bool {
        let mut candidates = header.signatures().filter_map(bytes).peekable();
        if candidates.peek().is_none() {
            return false;
        }
        let mac = over(self.mac.clone(), header.time, body);
        // The comparison takes the same time wherever the two differ.
        candidates.any(|candidate| mac.clone().verify_slice(&candidate).is_ok())
    }
}

/// A header whose time has been read.
struct Header<'a> {
    text: &'a [u8],
    /// The text of the time: it is what was signed.
    time: &'a [u8],
    signed: Timestamp,
}

impl<'a> Header<'a> {
    fn read(text: &'a [u8]) -> Result<Self, &'static str> {
        if text.len() > LONGEST_HEADER {
            return Err("it is longer than 8192 bytes");
        }
        let mut times = values(text, b"t");
        let time = times.next().ok_or("it has no `t=`")?;
        // Which one would count? The API never sends two.
        if times.next().is_some() {
            return Err("it has `t=` more than once");
        }
        let signed = seconds(time).ok_or("what is behind `t=` is no number of seconds")?;
        let header = Self { text, time, signed };
        match header.signatures().next() {
            Some(_) => Ok(header),
            None => Err("it has no `v1=`"),
        }
    }

    fn signatures(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        values(self.text, b"v1")
    }
}

/// The values of the items of that name, in their order.
fn values<'a>(header: &'a [u8], name: &'static [u8]) -> impl Iterator<Item = &'a [u8]> {
    let items = header.split(|byte| *byte == b',');
    items.filter_map(move |item| item.strip_prefix(name)?.strip_prefix(b"="))
}

/// Decimal digits and nothing else.
fn seconds(text: &[u8]) -> Option<Timestamp> {
    let digits = text.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(text).ok().filter(|_| digits)?;
    text.parse().ok().map(Timestamp::from_unix)
}

/// The bytes of a signature: 64 hexadecimal digits, small letters only.
fn bytes(hex: &[u8]) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = hex.as_chunks::<2>();
    if pairs.len() != 32 || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// How long ago it was signed; nothing, if that is still to come.
fn age(signed: Timestamp, now: Timestamp) -> Duration {
    let seconds = now.as_unix().saturating_sub(signed.as_unix());
    Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
}

#[expect(
    clippy::unreachable,
    reason = "HMAC hashes keys that are longer than its block, and pads shorter ones"
)]
fn mac(secret: &str) -> Hmac<Sha256> {
    match Hmac::new_from_slice(secret.as_bytes()) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC takes keys of any length"),
    }
}

/// Adds what is signed.
fn over(mut mac: Hmac<Sha256>, time: &[u8], body: &[u8]) -> Hmac<Sha256> {
    mac.update(time);
    mac.update(b".");
    mac.update(body);
    mac
}

/// The header that the API would send with this body: for tests of an endpoint.
///
/// Any secret is taken, also one that [`Verifier::new`] refuses; a `timestamp` before 1970 is none that a verifier takes.
#[must_use]
pub fn sign(body: &[u8], secret: &str, timestamp: Timestamp) -> String {
    use fmt::Write as _;

    let time = timestamp.as_unix().to_string();
    let signature = over(mac(secret), time.as_bytes(), body).finalize();
    let mut header = format!("t={time},v1=");
    for byte in signature.into_bytes() {
        // Writing to a `String` never fails.
        let _ = write!(header, "{byte:02x}");
    }
    header
}

/// Why a body is not proved to come from the API.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// A secret is empty, or nothing but whitespace.
    EmptySecret,
    /// The request has no such header.
    MissingHeader,
    /// The header is not `t=…,v1=…`; this says what is wrong with it.
    Malformed(&'static str),
    /// No signature in the header is one of this body with one of the secrets.
    NoMatch {
        /// Whether a secret starts or ends with whitespace, which may be why.
        padded_secret: bool,
    },
    /// The signature is right, but longer ago than the verifier's [tolerance](Verifier::tolerance).
    TooOld {
        /// When it was signed.
        signed: Timestamp,
        /// What was taken for the present.
        now: Timestamp,
        /// How long ago it might have been.
        tolerance: Duration,
    },
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptySecret => f.write_str(
                "the webhook secret is empty: take it from the settings of the endpoint",
            ),
            Self::MissingHeader => f.write_str(
                "the request has no signature header: it is not from the API, or a proxy took the header away",
            ),
            Self::Malformed(what) => write!(f, "the signature header cannot be read: {what}"),
            Self::NoMatch { padded_secret } => {
                f.write_str(
                    "no signature matches the body: the secret is another endpoint's, the body is not the bytes that \
                     came, or it is not from the API",
                )?;
                if *padded_secret {
                    f.write_str(" (a secret has whitespace around it: was it read with a line break?)")?;
                }
                Ok(())
            }
            Self::TooOld { signed, now, tolerance } => write!(
                f,
                "the signature is right but too old: it was made at {signed}, it is {now}, and at most {} seconds may \
                 lie between; if the delivery is new, this machine's clock is wrong",
                tolerance.as_secs()
            ),
        }
    }
}

impl Error for SignatureError {}

/// Why a request gave no event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventError {
    /// The body is not proved to come from the API: do nothing that it says.
    Signature(SignatureError),
    /// The body does come from the API, but cannot be read as the event that it says it is. It is as good as any other:
    /// keep it, and read it as JSON.
    Decode(DecodeError),
    /// The body does come from the API, but is a kind of event that is read otherwise, as this says.
    OtherKind(OtherEvent),
}

impl EventError {
    /// Why a body that is proved was not read.
    #[must_use]
    pub fn unread(error: DecodeError, other: Option<OtherEvent>) -> Self {
        other.map_or(Self::Decode(error), Self::OtherKind)
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signature(error) => error.fmt(f),
            Self::Decode(error) => write!(
                f,
                "the event is signed by the API, but cannot be read: {}",
                Shown(&error.message)
            ),
            Self::OtherKind(other) => {
                write!(
                    f,
                    "the event is signed by the API, but cannot be read: {other}"
                )
            }
        }
    }
}

impl Error for EventError {}

impl From<SignatureError> for EventError {
    fn from(error: SignatureError) -> Self {
        Self::Signature(error)
    }
}

impl From<DecodeError> for EventError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
