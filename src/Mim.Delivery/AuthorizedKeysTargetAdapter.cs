using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Delivery.Ssh;

namespace Mim.Delivery;

/// <summary>
/// Lets keys log in to an account: the line of a new one stands beside that of the old one, with its options and comment, until the new
/// one has logged in everywhere.
/// </summary>
/// <param name="tools">Of the machine that the account is on.</param>
/// <param name="host">How that is reached, and the keys it may show; null for this one.</param>
/// <param name="login">Proves keys.</param>
public sealed class AuthorizedKeysTargetAdapter(HostTools tools, SshDestination? host, ISshLogin login) : ITargetAdapter, IHoldsSeveral
{
    private const int OwnerOnly = 0x180;

    private readonly KeyLineFile _file = new(tools);
    private readonly LoginProver _prover = new(tools, host, login);

    public TargetKind Kind => TargetKind.AuthorizedKeys;

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        var line = await LineAsync(settings, cancellationToken).ConfigureAwait(false);
        return await line.InstallAsync(installation, settings.Options ?? string.Empty, KeyLineCompany.Any, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(installation.Target);
        try
        {
            var line = await LineAsync(settings, cancellationToken).ConfigureAwait(false);

            // A key whose private half was never here can be read back only.
            return await line.ProveAsync(
                installation,
                KeyLineCompany.Any,
                () => installation.PrivateKey is null ? Task.FromResult<string?>(null) : _prover.TroubleAsync(settings, installation, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public async Task RemoveAsync(Target target, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken)
    {
        var line = await LineAsync(SettingsOf(target), cancellationToken).ConfigureAwait(false);
        await line.RemoveAsync(versions, cancellationToken).ConfigureAwait(false);
    }

    private static AuthorizedKeysSettings SettingsOf(Target target) => (AuthorizedKeysSettings)target.Settings;

    private async ValueTask<KeyLineTarget> LineAsync(AuthorizedKeysSettings settings, CancellationToken cancellationToken)
    {
        var path = settings.Path;
        if (path is null)
        {
            var facts = await SshServerFacts.AskAsync(tools, settings.Account, settings.Configuration, cancellationToken).ConfigureAwait(false);
            path = facts.AuthorizedKeys(settings.Account);
        }

        return new KeyLineTarget(_file, KeyLineForm.AuthorizedKeys, path, settings.Account, OwnerOnly);
    }
}
