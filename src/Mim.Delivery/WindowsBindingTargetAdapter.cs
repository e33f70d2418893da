using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Services;
using Mim.Delivery.Windows;

namespace Mim.Delivery;

/// <summary>
/// Has something of Windows serve a certificate: it goes into the store beside the one before, the binding turns to it, and every listener
/// has to serve it. The one before stays in the store until it is retired, and the binding turns back to it when anything fails.
/// </summary>
internal sealed class WindowsBindingTargetAdapter(
    WindowsRecipe recipe, IWindowsBindings bindings, StoreShelf shelf, ListenerProver listeners, SemaphoreSlim gate)
    : ITargetAdapter, ITakesBack, ILooksAhead
{
    public TargetKind Kind => recipe.Kind;

    public async Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            RequireOurs(target, await BoundAsync(target, cancellationToken).ConfigureAwait(false), lastInstalled);
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied)
        {
            throw Failed(target, $"Cannot look at {target.Address}: {exception.Message}");
        }
    }

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var (target, leaf) = (installation.Target, StoreShelf.LeafOf(installation));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        InstallReceipt receipt;
        try
        {
            receipt = await TurnAsync(installation, leaf, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }

        // Whoever has not turned by the end of the time-out is found by the proof.
        await listeners.SettleAsync(recipe.Listeners(StoreShelf.SettingsOf(target)), leaf, cancellationToken).ConfigureAwait(false);
        return receipt;
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        try
        {
            var bound = await BoundAsync(installation.Target, cancellationToken).ConfigureAwait(false);
            var leaf = installation.Version.Certificate ?? [];
            if (bound != StoreShelf.Thumbprint(leaf))
            {
                return Other(installation, bound);
            }

            var trouble = shelf.Trouble(installation)
                ?? await listeners.TroubleAsync(recipe.Listeners(StoreShelf.SettingsOf(installation.Target)), leaf, cancellationToken).ConfigureAwait(false);
            return trouble is null ? Proof.Held : Proof.Broken(trouble);
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = shelf.Ours(StoreShelf.SettingsOf(target).Store).FirstOrDefault(one => one.Note.VersionId == versionId);
        return Task.FromResult(given.Note is null ? Receipt(target, null, null) : Receipt(target, given.Certificate.Certificate, given.Note));
    }

    /// <summary>
    /// Turns the binding back, waits until the listeners show that, and takes the certificate out when nothing else is bound to it. What is
    /// back already has no note of it any more.
    /// </summary>
    public async Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        var settings = StoreShelf.SettingsOf(target);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (GivenBy(target, receipt) is not { } given)
            {
                return;
            }

            var before = given.Note.Replaced[$"{BindingOf(target)}"];
            await TurnBackAsync(target, given.Certificate, before, cancellationToken).ConfigureAwait(false);
            if (shelf.Find(settings.Store, before) is { } old
                && await listeners.SettleAsync(recipe.Listeners(settings), old.Certificate, cancellationToken).ConfigureAwait(false) is { } trouble)
            {
                throw Failed(target, $"{target.Address} is bound to the certificate of before, and is not seen to serve it: {trouble}");
            }

            await ForgetAsync(target, given.Certificate, given.Note, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes the certificate of before out with its key, if it is one of ours and nothing else is bound to it.</summary>
    public async Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        var settings = StoreShelf.SettingsOf(target);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = receipt.PreviousCopies.GetValueOrDefault(target.Address, "");
            if (shelf.Find(settings.Store, before) is { } old && CertificateNote.Parse(old.Note) is not null)
            {
                await shelf.TryRemoveAsync(settings, old.Certificate, cancellationToken).ConfigureAwait(false);
            }

            if (GivenBy(target, receipt) is { } given)
            {
                shelf.Note(settings.Store, given.Certificate, given.Note.With(BindingOf(target), replaced: null));
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private static WindowsBinding BindingOf(Target target) => new(target.Kind, StoreShelf.SettingsOf(target).Binding!);

    private static MimException Failed(Target target, string trouble, MimErrorCause cause = MimErrorCause.InstallFailed) =>
        new(cause, trouble, target.Address);

    private static InstallReceipt Receipt(Target target, byte[]? leaf, CertificateNote? note)
    {
        var place = target.Address;
        return new InstallReceipt(note is not null && note.Replaced.TryGetValue($"{BindingOf(target)}", out var before)
            ? new Dictionary<string, string> { [place] = before }
            : new Dictionary<string, string>())
        {
            Digests = leaf is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [place] = StoreShelf.Fingerprint(leaf) },
        };
    }

    private Task<string?> BoundAsync(Target target, CancellationToken cancellationToken) =>
        bindings.ReadAsync(BindingOf(target), StoreShelf.SettingsOf(target).Timeout, cancellationToken);

    private Task BindAsync(Target target, string? thumbprint, CancellationToken cancellationToken)
    {
        var settings = StoreShelf.SettingsOf(target);
        return bindings.BindAsync(BindingOf(target), thumbprint, settings.Store, settings.Timeout, cancellationToken);
    }

    /// <summary>Puts the version in the store and turns the binding to it; whatever fails, all is as it was.</summary>
    private async Task<InstallReceipt> TurnAsync(Installation installation, byte[] leaf, CancellationToken cancellationToken)
    {
        var (target, settings) = (installation.Target, StoreShelf.SettingsOf(installation.Target));
        var bound = await BoundAsync(target, cancellationToken).ConfigureAwait(false);
        RequireOurs(target, bound, installation.LastInstalled());
        var note = CertificateNote.Parse(shelf.Find(settings.Store, StoreShelf.Fingerprint(leaf))?.Note ?? "") ?? CertificateNote.Of(installation);
        var isThere = bound == StoreShelf.Thumbprint(leaf);
        note = isThere ? note : note.With(BindingOf(target), bound ?? "");
        shelf.Put(installation, note, settings.KeyReader ?? recipe.KeyReader);
        if (!isThere)
        {
            try
            {
                await BindAsync(target, StoreShelf.Thumbprint(leaf), cancellationToken).ConfigureAwait(false);
            }
            catch (MimException)
            {
                await ForgetAsync(target, shelf.Find(settings.Store, StoreShelf.Fingerprint(leaf))!, note, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        return Receipt(target, leaf, note);
    }

    private async Task TurnBackAsync(Target target, WindowsCertificate given, string before, CancellationToken cancellationToken)
    {
        var bound = await BoundAsync(target, cancellationToken).ConfigureAwait(false) ?? "";
        if (bound == before)
        {
            return;
        }

        if (bound != StoreShelf.Thumbprint(given.Certificate))
        {
            throw Failed(target, $"Somebody else bound {target.Address} to the certificate {bound}.", MimErrorCause.LocationChanged);
        }

        await BindAsync(target, before.Length == 0 ? null : before, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The certificate that an installation put there, while its note tells what was there before.</summary>
    private (WindowsCertificate Certificate, CertificateNote Note)? GivenBy(Target target, InstallReceipt receipt)
    {
        var settings = StoreShelf.SettingsOf(target);
        return receipt.Digests.TryGetValue(target.Address, out var digest)
            && shelf.Find(settings.Store, digest) is { } certificate
            && CertificateNote.Parse(certificate.Note) is { } note
            && note.Replaced.ContainsKey($"{BindingOf(target)}")
            ? (certificate, note)
            : null;
    }

    /// <summary>Takes the certificate out when nothing is bound to it; else only the note of this binding goes.</summary>
    private async Task ForgetAsync(Target target, WindowsCertificate given, CertificateNote note, CancellationToken cancellationToken)
    {
        var settings = StoreShelf.SettingsOf(target);
        if (!await shelf.TryRemoveAsync(settings, given.Certificate, cancellationToken).ConfigureAwait(false))
        {
            shelf.Note(settings.Store, given, note.With(BindingOf(target), replaced: null));
        }
    }

    /// <summary>Refuses to go on where somebody else bound another certificate since the last installation.</summary>
    private void RequireOurs(Target target, string? bound, IReadOnlyDictionary<string, string> lastInstalled)
    {
        var settings = StoreShelf.SettingsOf(target);
        if (lastInstalled.TryGetValue(target.Address, out var last)
            && bound is not null
            && shelf.Find(settings.Store, bound) is { } there
            && StoreShelf.Fingerprint(there.Certificate) != last
            && CertificateNote.Parse(there.Note)?.IdentityId != target.IdentityId)
        {
            throw Failed(target, $"Somebody else bound {target.Address} to the certificate {bound}.", MimErrorCause.LocationChanged);
        }
    }

    private Proof Other(Installation installation, string? bound)
    {
        var (target, settings) = (installation.Target, StoreShelf.SettingsOf(installation.Target));
        var proof = Proof.Broken(bound is null
            ? $"{target.Address} is bound to no certificate."
            : $"{target.Address} is bound to the certificate {bound}, and not to version {installation.Version.Number} of {target.Identity}.");
        return bound is not null && shelf.Find(settings.Store, bound) is { } there
            ? proof with { Found = StoreShelf.Fingerprint(there.Certificate) }
            : proof;
    }
}
