using System.Runtime.CompilerServices;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Accounts;

/// <summary>Finds accounts on this machine, on servers and in exports of clouds. Changes nothing, there or in the inventory.</summary>
public sealed class AccountDiscovery
{
    private readonly IInventoryReader _inventory;
    private readonly AccountDiscoveryParts _parts;
    private readonly string _machine;
    private readonly TimeProvider _time;

    internal AccountDiscovery(IInventoryReader inventory, AccountDiscoveryParts parts, string machine, TimeProvider time) =>
        (_inventory, _parts, _machine, _time) = (inventory, parts, machine, time);

    /// <summary>Every account of this machine's own, and at the end those that the inventory knows here and are gone.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: not on this system; <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public async IAsyncEnumerable<AccountFinding> FindAsync(AccountScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new KnownAccounts(_inventory, cancellationToken);
        known.Expect(AccountSighting.Prefix(AccountSource.Linux, _machine));
        foreach (var account in _parts.Local.Read(_machine, cancellationToken))
        {
            var keys = await AuthorizedAsync(account.Home, cancellationToken).ConfigureAwait(false);
            if (Judge(account with { Keys = [.. account.Keys, .. keys] }, scan, known) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var gone in Gone(AccountSource.Linux, known))
        {
            yield return gone;
        }
    }

    /// <summary>
    /// What exports of AWS, Entra and Google tell of. An export may be of a part, so that nothing is said to be gone for its sake.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>, naming the place in the file; <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public async IAsyncEnumerable<AccountFinding> FindAsync(
        string path, AccountScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new KnownAccounts(_inventory, cancellationToken);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var account in _parts.Exports.Read(path, cancellationToken))
        {
            if (Judge(account, scan, known) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>What a server has, and at the end what the inventory knows there and is gone.</summary>
    /// <param name="settings">Where it is; its account is not looked at.</param>
    /// <param name="by">Who asks. Stays the caller's.</param>
    /// <param name="scan">What to tell of.</param>
    /// <param name="cancellationToken">Closes the connection and ends at once.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.AccessDenied"/>: not let in, <see cref="MimErrorCause.InstallFailed"/>: no answer.
    /// </exception>
    public async IAsyncEnumerable<AccountFinding> FindAsync(
        AccountSettings settings, AccountCredential by, AccountScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AccountRules.Enforce(settings);
        var lister = _parts.Listers.FirstOrDefault(lister => lister.System == settings.System) ?? throw new MimException(
            MimErrorCause.Unsupported, $"Accounts of {settings.System} cannot be listed here.", settings.Server);
        var known = new KnownAccounts(_inventory, cancellationToken);
        known.Expect(AccountSighting.Prefix(lister.Source, settings.Endpoint));
        await foreach (var account in lister.ListAsync(settings, by, cancellationToken).ConfigureAwait(false))
        {
            if (Judge(account, scan, known) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var gone in lister.IsWhole(settings) ? Gone(lister.Source, known) : [])
        {
            yield return gone;
        }
    }

    private async Task<IReadOnlyList<AccountKey>> AuthorizedAsync(string? home, CancellationToken cancellationToken)
    {
        if (home is null or "/" || !Path.IsPathFullyQualified(home))
        {
            return [];
        }

        var keys = new List<AccountKey>();
        var scan = new FileScan { Paths = [$"{home}/.ssh/authorized_keys", $"{home}/.ssh/authorized_keys2"], AllowMissing = true };
        await foreach (var file in _parts.SshFiles.FindAsync(scan, progress: null, cancellationToken).ConfigureAwait(false))
        {
            using (file)
            {
                var sightings = file.Content is { } content ? _parts.SshKeys.Read(content.Memory, SshKeyRole.AuthorizedKey, file.IsOutline) : [];
                keys.AddRange(sightings
                    .Where(sighting => sighting is { Status: FindingStatus.Found, SshFingerprint: not null })
                    .Select(sighting => new AccountKey(sighting.SshFingerprint!, "SshKey") { Name = sighting.Comment }));
            }
        }

        return keys;
    }

    private AccountFinding? Judge(AccountSighting account, AccountScan scan, KnownAccounts known)
    {
        var now = _time.GetUtcNow();
        var identity = known.Find(account.Address);
        account = account.EndsAt <= now ? account with { IsEnabled = false } : account;
        return account.IsService || scan.IncludePeople ? AccountFindings.Of(account, identity, scan, now) : null;
    }

    private IEnumerable<AccountFinding> Gone(AccountSource source, KnownAccounts known) =>
        known.Unseen().Select(place => AccountFindings.Gone(source, place.Address, place.KnownAs, _time.GetUtcNow()));
}
