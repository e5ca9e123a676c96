"""Pages of a city: examination bulletins, nearly all of which name no director."""

from typing import Final

from ingest.synthesis.composition import Composer

__all__ = ["write_bulletin_page"]

_APPLYING: Final = """WHERE TO APPLY

Applications are only accepted on-line. When you view the job bulletin, choose the "Apply" icon at
its head. Bulletins are also posted at https://jobs.{site}.example/open.

NOTE:

Applicants are urged to apply early, so that there is time to resolve any problem with the form.

APPLICATION DEADLINE

Applications may be filed until enough have been received.

"""
_CLOSING: Final = """
NOTES:

1. The city does not discriminate on the basis of disability and will provide reasonable
accommodation on request.
2. A final score of 70% is needed to be placed on the eligible list.
3. Protests of the written test may be filed within {days} days.

Notice:

If you accept an offer of regular employment, your benefits will begin about six weeks after your
appointment.

THIS EXAMINATION IS TO BE GIVEN ONLY
ON AN OPEN COMPETITIVE BASIS

Class Code {code} . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . {date}

AN EQUAL EMPLOYMENT OPPORTUNITY EMPLOYER
"""


def write_bulletin_page(composer: Composer) -> None:
    """Write an examination bulletin."""
    write, chance = composer.write, composer.chance
    post, month, size = composer.plan.post, composer.plan.dating.month, composer.plan.size
    day = f"{month[5:]}-{chance.number(1, 28):02}-{month[2:4]}"
    composer.manuscript.fields["working_title"] = post.title
    composer.title(capitals=True)
    write("\n\nClass Code:        ")
    composer.field("code", post.code)
    write(f"\nOpen Date:   {day}\n(Exam Open to All, including Current City Employees)\n")
    low, high = chance.number(40, 80), chance.number(90, 150)
    write(f"\nANNUAL SALARY\n\n${low},{chance.number(100, 999)} to ")
    write(f"${high},{chance.number(100, 999)}\n")
    write("\nNOTE:\n\nThe salary shown is subject to change. Confirm it with the hiring ")
    write("department before accepting a job.\n\nDUTIES\n\n")
    _write_duties(composer, size * 30 // 100)
    write("\n\nREQUIREMENT\n\n")
    for number in range(1, chance.number(2, 3)):
        write(f"{number}. ")
        composer.phrase("bulletin_experience")
        write("\n")
    if chance.happens(0.4):
        composer.phrase("bulletin_license")
        write("\n")
    write("\n")
    organisation = composer.plan.organisation
    write(_APPLYING.format(site=organisation.place.lower().replace(" ", "")))
    write("SELECTION PROCESS\n\nExamination Weights: Written Test . . . . . . . . . . . 50%\n")
    write("\nThe examination will consist of a written test and an interview. In both, the ")
    write("following may be examined: ")
    end = composer.manuscript.length + size * 38 // 100
    composer.phrase("bulletin_topic")
    while composer.manuscript.length < end:
        write("; ")
        composer.phrase("bulletin_topic")
    write("; and other necessary skills.\n")
    if chance.happens(0.5):
        write("\nCandidates are placed with the ")
        named = composer.teller.mentions.named_employer
        composer.manuscript.name(named, named.name, "units_opt")
        write(" as vacancies occur.\n")
    write(_CLOSING.format(days=chance.number(2, 9), code=post.code, date=day))


def _write_duties(composer: Composer, size: int) -> None:
    """Write the one long sentence that says what a holder does."""
    chance, post = composer.chance, composer.plan.post
    end = composer.manuscript.length + size
    name = post.title.split(",")[0]
    composer.write(f"{'An' if name[0] in 'AEIOU' else 'A'} {name}, ")
    composer.phrase("bulletin_directed" if chance.happens(0.2) else "bulletin_duty")
    kinds = ["bulletin_fact"] * chance.number(0, 3)
    if post.heads or chance.happens(0.15):
        kinds.append("bulletin_leads")
    for kind in chance.shuffled([*kinds, *["bulletin_duty"] * 4]):
        composer.write("; ")
        composer.phrase(kind)
    while composer.manuscript.length < end:
        composer.write("; ")
        composer.phrase("bulletin_duty")
    composer.write("; and does related work.")
