//! Where the links of descriptions lead.
//!
//! In: the document's own URLs. Out: the base for links that start with `/`. What always holds: a document without a
//! URL of its own has no base, and such links lose their target rather than pointing nowhere.

use openapiv3::OpenAPI;

use crate::docs::LinkBase;

/// The first of `externalDocs.url`, `info.contact.url` and `info.termsOfService` that is there.
pub fn link_base(openapi: &OpenAPI) -> LinkBase {
    let external = openapi.external_docs.as_ref().map(|docs| docs.url.as_str());
    let contact = openapi
        .info
        .contact
        .as_ref()
        .and_then(|contact| contact.url.as_deref());
    let terms = openapi.info.terms_of_service.as_deref();
    LinkBase::new(external.or(contact).or(terms))
}
