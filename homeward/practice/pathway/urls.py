from django.urls import path

from homeward.practice.pathway.views import children, confidential, directory, open_referral

CHILD = "children/<uuid:subject>/services/"
OPEN = "open-referral/"

urlpatterns = [
    path("services/", directory.directory, name="services"),
    path("services/what-helps/", directory.what_helps, name="what_helps"),
    path("services/confidential/", confidential.listed, name="confidential_services"),
    path("services/confidential/<uuid:service>/end/", confidential.end, name="end_confidential"),
    path("services/<uuid:service>/", directory.service, name="service"),
    path("services/<uuid:service>/room/", directory.capacity, name="service_capacity"),
    path(CHILD, children.child, name="child_services"),
    path(f"{CHILD}find/", children.find, name="find_service"),
    path(f"{CHILD}refer/", children.refer, name="refer_to_service"),
    path(f"{CHILD}confidential/", children.find_confidential, name="find_confidential"),
    path(f"{CHILD}<uuid:referral>/", children.write_step, name="referral_step"),
    path(OPEN, open_referral.about, name="open_referral"),
    path(f"{OPEN}services", open_referral.listed("services"), name="oruk_services"),
    path(f"{OPEN}services/<uuid:key>", open_referral.whole("services"), name="oruk_service"),
    path(f"{OPEN}organizations", open_referral.listed("organizations"), name="oruk_organizations"),
    path(f"{OPEN}organizations/<uuid:key>", open_referral.whole("organizations"), name="oruk_organization"),
    path(f"{OPEN}service_at_locations", open_referral.listed("service_at_locations"), name="oruk_places"),
    path(f"{OPEN}service_at_locations/<uuid:key>", open_referral.whole("service_at_locations"), name="oruk_place"),
    path(f"{OPEN}taxonomies", open_referral.listed("taxonomies"), name="oruk_taxonomies"),
    path(f"{OPEN}taxonomies/<uuid:key>", open_referral.whole("taxonomies"), name="oruk_taxonomy"),
    path(f"{OPEN}taxonomy_terms", open_referral.listed("taxonomy_terms"), name="oruk_terms"),
    path(f"{OPEN}taxonomy_terms/<uuid:key>", open_referral.whole("taxonomy_terms"), name="oruk_term"),
]
