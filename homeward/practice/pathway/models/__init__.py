"""Services for children and families, and what became of each child who was referred to one.

The directory is public and is served to anybody as Open Referral UK. A confidential service (a refuge, safe
accommodation) is a model of its own, which nothing that serves the directory ever reads.
"""

from homeward.practice.pathway.models.confidential import ConfidentialMark, ConfidentialService
from homeward.practice.pathway.models.directory import (
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    ServiceTag,
    Taxonomy,
    TaxonomyTerm,
)
from homeward.practice.pathway.models.referrals import CapacityWord, ReferralStep, ServiceReferral

__all__ = [
    "CapacityWord",
    "ConfidentialMark",
    "ConfidentialService",
    "Location",
    "Organisation",
    "ReferralStep",
    "Service",
    "ServiceAtLocation",
    "ServiceReferral",
    "ServiceTag",
    "Taxonomy",
    "TaxonomyTerm",
]
