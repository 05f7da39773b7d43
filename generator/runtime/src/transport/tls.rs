//! Whom the transports on rustls trust.
//!
//! In: settings, or an error of a connection. Out: the certificates to trust, or whether it was for lack of trust. What
//! always holds: a certificate that cannot be read is an error when the client is built.

use std::error::Error;
use std::io;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::runtime::config::{Config, ConfigError};

/// The certificates that the settings add to the roots of Mozilla.
fn added_roots(config: &Config) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let mut roots = Vec::new();
    for given in &config.roots.0 {
        let known = roots.len();
        if is_pem(given) {
            for root in CertificateDer::pem_slice_iter(given) {
                roots.push(root.map_err(|_| ConfigError::RootCertificate)?);
            }
        } else {
            roots.push(CertificateDer::from(given.clone()));
        }
        if roots.len() == known {
            return Err(ConfigError::RootCertificate);
        }
    }
    // One that cannot be read would be left out silently later on.
    let mut store = RootCertStore::empty();
    for root in &roots {
        let added = store.add(root.clone());
        added.map_err(|_| ConfigError::RootCertificate)?;
    }
    Ok(roots)
}

/// Whether it is text, with certificates in it (RFC 7468).
fn is_pem(given: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN ";
    given.windows(BEGIN.len()).any(|part| part == BEGIN)
}

/// The settings of TLS: the roots of Mozilla and those that were added, and no other protocol than HTTP/1.1.
pub(super) fn client_config(config: &Config) -> Result<rustls::ClientConfig, ConfigError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for root in added_roots(config)? {
        let added = roots.add(root);
        added.map_err(|_| ConfigError::RootCertificate)?;
    }
    let provider = rustls::crypto::ring::default_provider().into();
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigError::Transport(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Whether settings of the program's own can be used beside those of the client.
pub(super) fn check_own(config: &Config, tls: &rustls::ClientConfig) -> Result<(), ConfigError> {
    let other = tls
        .alpn_protocols
        .iter()
        .any(|protocol| protocol != b"http/1.1");
    let why = match (config.roots.0.is_empty(), other) {
        (true, false) => return Ok(()),
        (true, true) => "`alpn_protocols` has to be empty, or `http/1.1` alone",
        (false, _) => "`root_certificate` has no effect on TLS settings of your own: say it there",
    };
    Err(ConfigError::Transport(why.to_owned()))
}

/// Whether there is no connection because the other side's certificate is not to be trusted.
pub(super) fn is_untrusted(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        let within = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        cause = match within {
            Some(within) => Some(within),
            None => error.source(),
        };
    }
    false
}
