using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Delivery.Windows;

namespace Mim.Delivery;

/// <summary>
/// Puts certificates with their keys in a store of Windows, for whatever looks for them there. A new one stands beside the old one, which
/// is taken out with its key when the rotation retires it.
/// </summary>
internal sealed class WindowsStoreTargetAdapter(StoreShelf shelf) : ITargetAdapter, IHoldsSeveral
{
    public TargetKind Kind => TargetKind.WindowsStore;

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        shelf.Put(installation, CertificateNote.Of(installation), StoreShelf.SettingsOf(installation.Target).KeyReader);
        return Task.FromResult(new InstallReceipt(new Dictionary<string, string>()));
    }

    public Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var trouble = shelf.Trouble(installation);
            return Task.FromResult(trouble is null ? Proof.Held : Proof.Broken(trouble) with { Found = Other(installation) });
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied)
        {
            return Task.FromResult(Proof.Broken(exception.Message));
        }
    }

    /// <summary>Leaves what something of Windows is bound to, or may go back to: whoever lets go of it last takes it out.</summary>
    public async Task RemoveAsync(Target target, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken)
    {
        var settings = StoreShelf.SettingsOf(target);
        var wanted = shelf.Ours(settings.Store).SelectMany(one => one.Note.Replaced.Values).ToHashSet(StringComparer.Ordinal);
        foreach (var certificate in versions.Select(version => version.Certificate).OfType<byte[]>())
        {
            if (!wanted.Contains(StoreShelf.Thumbprint(certificate)))
            {
                await shelf.TryRemoveAsync(settings, certificate, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private string? Other(Installation installation) => shelf.Ours(StoreShelf.SettingsOf(installation.Target).Store)
        .Where(one => one.Note.IdentityId == installation.Target.IdentityId && one.Note.VersionId != installation.Version.Id)
        .Select(one => StoreShelf.Fingerprint(one.Certificate.Certificate))
        .FirstOrDefault();
}
