using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Finds authorities of SSH by name and makes them ready to sign.</summary>
internal sealed class SshAuthorityFinder(IInventory inventory, Sealer sealer, TimeProvider time)
{
    /// <summary>
    /// The authority of that name, or the only one that certifies hosts or users when no name is given, its key unsealed. The caller
    /// disposes it.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityNotFound"/>, <see cref="MimErrorCause.AuthorityUnusable"/>.</exception>
    public SshSigningAuthority Load(string? name, bool isForHost, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Kinds = [IdentityKind.SshAuthority], Names = name is null ? [] : [Wildcard.Escape(name)] };
        var found = inventory.Identities.Find(query, cancellationToken).ToList();
        if (name is not null)
        {
            var named = found.FirstOrDefault()
                ?? throw new MimException(MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'. Make one with New-MachineSshAuthority.", name);
            return Unseal(named, Trouble(named, isForHost));
        }

        return found.Where(authority => Trouble(authority, isForHost) is null).ToList() switch
        {
            [var only] => Unseal(only, trouble: null),
            [] => throw new MimException(
                MimErrorCause.AuthorityNotFound, $"There is no authority that certifies {Whom(isForHost)}. Make one with New-MachineSshAuthority."),
            var several => throw new MimException(
                MimErrorCause.AuthorityNotFound,
                $"Several authorities certify {Whom(isForHost)}: {string.Join(", ", several.Select(authority => authority.Name))}. Name one with -Authority."),
        };
    }

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

    private SshSigningAuthority Unseal(MachineIdentity authority, string? trouble)
    {
        if (trouble is not null)
        {
            throw new MimException(MimErrorCause.AuthorityUnusable, $"Authority '{authority.Name}' {trouble} and cannot sign.", authority.Name);
        }

        var version = VersionOf(authority);
        return new SshSigningAuthority(authority, version, sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey));
    }
}
