//! Where the links of descriptions lead.
//!
//! In: the document's own URLs. Out: the base for links that start with `/`. What always holds: a document without a
//! URL of its own has no base, and such links lose their target rather than pointing nowhere.

use crate::docs::LinkBase;
use crate::spec::Spec;

/// The first of `externalDocs.url`, `info.contact.url` and `info.termsOfService` that is there.
pub fn link_base(spec: &Spec) -> LinkBase {
    let info = &spec.info;
    let urls = [
        &spec.external_docs,
        &info.contact_url,
        &info.terms_of_service,
    ];
    LinkBase::new(urls.into_iter().find_map(Option::as_deref))
}
