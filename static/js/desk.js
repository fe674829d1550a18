/* Django's script makes search fields that have no names to be read aloud: at the desk each gets that of its label. */

'use strict';
{
    /* The label of a field, or the heading of its column where it stands in a row of a table. */
    function labelOf(select) {
        const label = document.querySelector(`label[for="${select.id}"]`);
        const column = [...(select.closest('td')?.classList ?? [])].find((name) => name.startsWith('field-'));
        const found = label ?? select.closest('table')?.querySelector(`th.${column?.replace('field-', 'column-')}`);
        if (found && !found.id) {
            found.id = `label-of-${select.id}`;
        }
        return found;
    }

    function nameFields(within) {
        for (const select of within.querySelectorAll('.admin-autocomplete.select2-hidden-accessible')) {
            const made = select.nextElementSibling;
            const named = [labelOf(select), made.querySelector('.select2-selection__rendered[id]')];
            for (const field of made.querySelectorAll('[role=combobox], [role=searchbox], [role=textbox]')) {
                field.setAttribute('aria-labelledby', named.filter(Boolean).map((one) => one.id).join(' '));
            }
        }
    }

    // A row is there before its fields are made.
    document.addEventListener('formset:added', (event) => setTimeout(() => nameFields(event.target)));
    // Only pages with forms have Django's script. It makes the fields when the page is ready; this comes after it.
    window.django?.jQuery(($) => {
        nameFields(document);
        $(document).on('select2:open', (event) => {
            const search = document.querySelector('.select2-container--open .select2-search__field');
            search.setAttribute('aria-label', labelOf(event.target)?.textContent.trim() ?? '');
            search.focus();
        });
    });
}
