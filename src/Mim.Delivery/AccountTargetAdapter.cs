using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts;

namespace Mim.Delivery;

/// <summary>
/// Gives accounts their next password. It is proved by logging in with it, and by the one before, or any other, being refused where it was
/// replaced: a server that lets everybody in proves nothing.
/// </summary>
public sealed class AccountTargetAdapter(IReadOnlyList<IAccountRotator> rotators) : ITargetAdapter, IDisablesAccounts, ILogsInToAccounts
{
    public TargetKind Kind => TargetKind.Account;

    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        var (settings, rotator) = Of(installation.Target);
        settings = IsBack(installation) ? settings.GoingBack() : settings;
        using var administrator = installation.Administrator();
        using var wanted = Credential(installation);
        await (administrator is null
            ? ChangeOwnAsync(rotator, settings, installation, wanted, cancellationToken)
            : rotator.ChangeAsync(settings, administrator, wanted, cancellationToken)).ConfigureAwait(false);
        return new InstallReceipt(new Dictionary<string, string>());
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        try
        {
            var (settings, rotator) = Of(installation.Target);
            using var wanted = Credential(installation);
            var answer = await rotator.LogInAsync(settings, wanted, cancellationToken).ConfigureAwait(false);
            if (answer != LoginAnswer.Accepted)
            {
                return Proof.Broken(answer == LoginAnswer.Refused
                    ? $"Version {installation.Version.Number} is not let in as '{wanted.UserName}'."
                    : $"'{wanted.UserName}' is let in without a password.");
            }

            using var other = Other(installation, wanted.UserName);
            return await rotator.LogInAsync(settings, other, cancellationToken).ConfigureAwait(false) == LoginAnswer.Refused
                ? Proof.Held
                : Proof.Broken($"'{wanted.UserName}' is let in with another password too.");
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.AccessDenied)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public bool Knows(AccountSystem system) => rotators.Any(rotator => rotator.System == system);

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        Of(settings).LogInAsync(settings, credential, cancellationToken);

    /// <summary>Gives the account a password that nobody has: every system takes one, and the next version replaces it.</summary>
    public async Task DisableAsync(Target target, string account, AccountCredential? administrator, CancellationToken cancellationToken)
    {
        var (settings, rotator) = Of(target);
        using var nobodys = new AccountCredential(account, NobodysPassword.Make());
        await rotator.ChangeAsync(
            settings,
            administrator ?? throw new MimException(MimErrorCause.AccessDenied, $"Nobody is known who may close '{account}'.", account),
            nobodys,
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsBack(Installation installation) => installation.OtherVersions().Any(other => other.Number > installation.Version.Number);

    /// <summary>The account logs in with what it has: the next password already, after a death, or that of an earlier version.</summary>
    private static async Task ChangeOwnAsync(
        IAccountRotator rotator, AccountSettings settings, Installation installation, AccountCredential wanted, CancellationToken cancellationToken)
    {
        if (await rotator.LogInAsync(settings, wanted, cancellationToken).ConfigureAwait(false) == LoginAnswer.Accepted)
        {
            return;
        }

        foreach (var version in installation.OtherVersions())
        {
            if (version.Subject != wanted.UserName || installation.SecretOf(version) is not { } secret)
            {
                continue;
            }

            using var own = new AccountCredential(wanted.UserName, secret);
            if (await rotator.LogInAsync(settings, own, cancellationToken).ConfigureAwait(false) == LoginAnswer.Accepted)
            {
                await rotator.ChangeAsync(settings, own, wanted, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw new MimException(
            MimErrorCause.AccessDenied, $"No password that the store has of '{wanted.UserName}' is let in at {installation.Target.Address}.", wanted.UserName);
    }

    /// <summary>Who must not be let in: the newest other version of the same account, or nobody's password.</summary>
    private static AccountCredential Other(Installation installation, string account)
    {
        var secret = installation.OtherVersions().Where(version => version.Subject == account).Select(installation.SecretOf).OfType<KeyMaterial>().FirstOrDefault();
        return new AccountCredential(account, secret ?? NobodysPassword.Make());
    }

    private static AccountCredential Credential(Installation installation) => installation is { Secret: { } secret, Version.Subject: { } account }
        ? new AccountCredential(account, KeyMaterial.CopyOf(secret.Span))
        : throw new MimException(
            MimErrorCause.PrivateKeyMissing,
            $"The store does not hold version {installation.Version.Number} of '{installation.Target.Identity}'.",
            installation.Target.Identity);

    private (AccountSettings Settings, IAccountRotator Rotator) Of(Target target)
    {
        var settings = (AccountSettings)target.Settings;
        return (settings, Of(settings));
    }

    private IAccountRotator Of(AccountSettings settings) => rotators.FirstOrDefault(rotator => rotator.System == settings.System)
        ?? throw new MimException(
            MimErrorCause.Unsupported,
            $"Accounts of {settings.System} are not supported {(settings.Host is null ? "here" : "on other hosts")}.",
            settings.Accounts[0]);
}
