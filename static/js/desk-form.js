/* The form of a record: links that open the section they lead to, search fields that narrow each other, new rows. */

'use strict';
{
    const FIELDS = 'input:not([type=hidden], [type=checkbox]), select, textarea';

    /* Opens whatever a place of the form is folded into, and puts the cursor there. */
    function reveal(anchor) {
        const place = document.getElementById(decodeURIComponent(anchor));
        if (!place?.closest('form')) {
            return;
        }
        for (let around = place; around; around = around.parentElement.closest('details')) {
            if (around.tagName === 'DETAILS') {
                around.open = true;
            }
        }
        const own = place.matches('fieldset, .inline-group') ? place.querySelector('details') : null;
        if (own) {
            own.open = true;
        }
        place.scrollIntoView({block: own ? 'start' : 'center'});
        if (!own) {
            enter(place.matches(FIELDS) ? place : place.querySelector(FIELDS));
        }
    }

    /* Puts the cursor into a field; a search field is what Django's script has made of a list. */
    function enter(field) {
        const isSearched = field?.classList.contains('select2-hidden-accessible');
        (isSearched ? field.nextElementSibling.querySelector('.select2-selection') : field)
            ?.focus({preventScroll: true});
    }

    /* Django's script drops a letter it has no plain one for, among them ō: “Ōita” would have the address “ita”. */
    const plainly = window.URLify;
    window.URLify = (words, ...rest) => plainly(words.normalize('NFD').replace(/\p{Mn}/gu, ''), ...rest);

    document.addEventListener('click', (event) => {
        const link = event.target.closest?.('a[href^="#"]:not([role=button], [href="#"])');
        if (link) {
            // Also where the address already ends in it.
            setTimeout(() => reveal(link.hash.slice(1)));
        }
    });
    window.addEventListener('hashchange', () => reveal(location.hash.slice(1)));

    /* The field by which a search field is narrowed: elsewhere on the page, or in its own row. */
    function narrowing(select) {
        const by = select.dataset.narrowedBy;
        return by && document.querySelector(by.startsWith('#') ? by : `#${CSS.escape(sibling(select, by))}`);
    }

    function sibling(field, name) {
        return field.id.replace(/[^-]+$/, name).replace(/^(?!id_)/, 'id_');
    }

    function choose($, select, one) {
        if (![...select.options].some((option) => option.value === one.id)) {
            select.add(new Option(one.text, one.id));
        }
        $(select).val(one.id).trigger('change');
    }

    /* A new row begins with the source of the row before it, which is right more often than not. */
    function suggestSource($, row) {
        const field = row.querySelector?.('select[name$="-passage_source"]');
        const rows = [...row.parentElement.querySelectorAll('.inline-related:not(.empty-form)')];
        const before = rows[rows.indexOf(row) - 1]?.querySelector('select[name$="-passage_source"]') ??
            document.getElementById('id_source');
        const [chosen] = before?.selectedOptions ?? [];
        if (field && chosen?.value) {
            choose($, field, {id: chosen.value, text: chosen.textContent});
            row.dataset.suggested = chosen.value;
        }
    }

    /* A row in which nobody chose or typed anything is not to be saved because of a suggestion. */
    function dropSuggestions($, form) {
        for (const row of form.querySelectorAll('[data-suggested]')) {
            const fields = [...row.querySelectorAll('input:not([type=hidden]), select, textarea')];
            const filled = fields.filter((one) => one.type === 'checkbox' ? one.checked : one.value);
            const source = row.querySelector('select[name$="-passage_source"]');
            const defaults = fields.filter((one) => one.tagName === 'SELECT' && !one.matches('.admin-autocomplete') &&
                one.value && one.querySelector('option[selected]')?.value === one.value);
            if (filled.every((one) => one === source || defaults.includes(one)) &&
                source.value === row.dataset.suggested) {
                source.value = '';
            }
        }
    }

    // Only pages with forms have Django's script. It makes the fields when the page is ready; this comes after it.
    window.django?.jQuery(($) => {
        let asking = null;
        $(document).on('select2:opening', (event) => {
            asking = event.target;
        });
        $.ajaxPrefilter((options) => {
            const by = asking && options.url.startsWith(asking.dataset['ajax-Url'] ?? '\n') && narrowing(asking);
            if (by?.value) {
                options.data += `&${asking.dataset.narrowedAs}=${encodeURIComponent(by.value)}`;
            }
        });
        $(document).on('select2:select', 'select[data-narrowed-by]', (event) => {
            const by = narrowing(event.target), wider = event.params.data[event.target.dataset.narrowedAs];
            if (by && wider && !by.value) {
                choose($, by, wider);
            }
        });
        $(document).on('select2:select select2:clear', 'select[name$="-passage_source"]', (event) => {
            const passage = document.getElementById(sibling(event.target, 'passage'));
            $(passage).val(null).trigger('change');
        });
        document.addEventListener('formset:added', (event) => setTimeout(() => {
            suggestSource($, event.target);
            enter(event.target.querySelector(FIELDS));
        }));
        $('#content-main form').on('submit', (event) => dropSuggestions($, event.target));
        reveal(location.hash.slice(1));
    });
}
