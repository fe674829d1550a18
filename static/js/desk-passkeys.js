/* Passkeys at the doors of the desk: a form with data-passkey asks the browser for one and sends what it answers. */

'use strict';
{
    const SAID = {
        NotAllowedError: 'Nothing came of it: the question was closed, took too long, or no passkey of yours is here. Try again.',
        InvalidStateError: 'This device has a passkey of yours already.',
        SecurityError: 'Passkeys work only under the site’s name and with https. On your own machine open it as localhost, not as a number.',
    };

    /* What the server wants of the passkey; for signing in alone it is asked only now, so that it is not too old. */
    async function wanted(form) {
        if (form.dataset.passkey !== 'sign-in') {
            return JSON.parse(document.getElementById('passkey-options').textContent);
        }
        const answer = await fetch(form.action, { headers: { Accept: 'application/json' } });
        if (!answer.ok) {
            throw new Error(answer.status);
        }
        return answer.json();
    }

    /* A passkey that signs in alone must be found without a name, and must ask who holds it. */
    function alone(options, whether) {
        const selection = options.publicKey.authenticatorSelection;
        selection.residentKey = whether ? 'required' : 'discouraged';
        selection.requireResidentKey = whether;
        selection.userVerification = whether ? 'required' : selection.userVerification;
        return options;
    }

    async function ask(form) {
        const { creation_options: creation, request_options: request } = await wanted(form);
        return creation
            ? window.webauthnJSON.create(alone(creation, form.elements.passwordless.checked))
            : window.webauthnJSON.get(request);
    }

    async function send(event) {
        event.preventDefault();
        const form = event.currentTarget;
        const said = form.querySelector('[data-said]');
        said.hidden = true;
        try {
            form.elements.credential.value = JSON.stringify(await ask(form));
            form.submit();
        } catch (error) {
            said.textContent = SAID[error.name] ?? 'The browser and the site did not understand each other. Wait a minute and try again.';
            said.hidden = false;
        }
    }

    if (window.PublicKeyCredential) {
        for (const sentence of document.querySelectorAll('[data-without-passkeys]')) {
            sentence.hidden = true;
        }
        for (const form of document.querySelectorAll('form[data-passkey]')) {
            form.addEventListener('submit', send);
            form.hidden = false;
        }
    }
}
