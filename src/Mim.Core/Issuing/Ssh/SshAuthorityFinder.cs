using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Finds authorities of SSH by name and makes them ready to sign.</summary>
internal sealed class SshAuthorityFinder(IInventory inventory, Sealer sealer, TimeProvider time)
{
    /// <summary>The authority of that name, whatever its state.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>.</exception>
    public MachineIdentity Find(string name, CancellationToken cancellationToken) =>
        Named(Wildcard.Escape(name), cancellationToken).FirstOrDefault()
            ?? throw new MimException(MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'. Make one with New-MachineSshAuthority.", name);

    /// <summary>
    /// The authority of that name, or the only one that certifies hosts or users when no name is given, its key unsealed. In place of one
    /// that is tainted, the one that certifies instead. The caller disposes it.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.AuthorityUnusable"/>.</exception>
    public SshSigningAuthority Load(string? name, bool isForHost, CancellationToken cancellationToken)
    {
        var line = new AuthorityLine(inventory.Authorities);
        return name is null ? Unseal(Only(line, isForHost, cancellationToken), isForHost) : LoadFor(name, line.IssuerFor, isForHost, cancellationToken);
    }

    /// <summary>Who certifies again what the authority of that name certified: a successor as soon as one does. The caller disposes it.</summary>
    /// <exception cref="MimException">As <see cref="Load"/>.</exception>
    public SshSigningAuthority LoadAgain(string? name, bool isForHost, CancellationToken cancellationToken) => name is null
        ? Load(null, isForHost, cancellationToken)
        : LoadFor(name, new AuthorityLine(inventory.Authorities).IssuerAfter, isForHost, cancellationToken);

    private SshSigningAuthority LoadFor(string name, Func<Guid, Guid> issuerFor, bool isForHost, CancellationToken cancellationToken)
    {
        var named = Find(name, cancellationToken);
        return Unseal(inventory.Identities.Get(issuerFor(named.Id)) ?? named, isForHost);
    }

    private MachineIdentity Only(AuthorityLine line, bool isForHost, CancellationToken cancellationToken)
    {
        var issuing = Named(null, cancellationToken).Where(authority => line.Issues(authority.Id) && Trouble(authority, isForHost) is null);
        return issuing.ToList() switch
        {
            [var only] => only,
            [] => throw new MimException(
                MimErrorCause.AuthorityNotFound, $"There is no authority that certifies {Whom(isForHost)}. Make one with New-MachineSshAuthority."),
            var several => throw new MimException(
                MimErrorCause.AuthorityNotFound,
                $"Several authorities certify {Whom(isForHost)}: {string.Join(", ", several.Select(authority => authority.Name))}. Name one with -Authority."),
        };
    }

    private IEnumerable<MachineIdentity> Named(string? pattern, CancellationToken cancellationToken) => inventory.Identities.Find(
        new IdentityQuery { Kinds = [IdentityKind.SshAuthority], Names = pattern is null ? [] : [pattern] }, cancellationToken);

    private static string Whom(bool isForHost) => isForHost ? "hosts" : "users";

    private CredentialVersion VersionOf(MachineIdentity authority)
    {
        var what = $"the current version of authority '{authority.Name}'";
        return inventory.Versions.Get(authority.CurrentVersionId.Required(what)).Required(what);
    }

    /// <summary>Why it cannot sign; null when it can.</summary>
    private string? Trouble(MachineIdentity authority, bool isForHost)
    {
        var now = time.GetUtcNow();
        if (authority.Status != VersionState.Active)
        {
            return $"is {authority.Status}";
        }

        if (!authority.HasPrivateKey || SshKeyTemplate.FromJson(VersionOf(authority).Template) is not { } template)
        {
            return "is without its private key";
        }

        return authority.NotBefore > now || authority.NotAfter <= now ? "is outside its validity"
            : template.AuthorityUse == (isForHost ? SshAuthorityUse.User : SshAuthorityUse.Host) ? $"does not certify {Whom(isForHost)}"
            : null;
    }

    private SshSigningAuthority Unseal(MachineIdentity authority, bool isForHost)
    {
        var why = Trouble(authority, isForHost) is { } trouble ? $"{trouble} and cannot sign" : AuthorityStanding.Trouble(inventory, authority);
        if (why is not null)
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' {why}.", authority.Name);
        }

        var version = VersionOf(authority);
        return new SshSigningAuthority(authority, version, sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey))
        {
            Replaced = new AuthorityLine(inventory.Authorities).NamesBefore(authority.Id, inventory.Identities),
        };
    }
}
