using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Makes keys of SSH for users, programs and hosts.</summary>
public sealed class SshKeyIssuer : IVersionIssuer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly SshKeyForge _forge;

    internal SshKeyIssuer(IInventory inventory, ActLedger ledger, SshKeyForge forge) =>
        (_inventory, _ledger, _forge) = (inventory, ledger, forge);

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.SshKey, IdentityKind.SshHostKey];

    /// <summary>Makes one key; it is committed, sealed, when this returns.</summary>
    /// <exception cref="MimException">The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, or the store's trouble.</exception>
    public MachineIdentity Issue(NewSshKey request, CancellationToken cancellationToken)
    {
        var (wanted, policy) = Normalize(request);
        var template = new SshKeyTemplate { KeyAlgorithm = wanted.KeyAlgorithm, Comment = wanted.Comment!, Lifetime = wanted.Lifetime };
        var identity = wanted.ToIdentity(KindOf(wanted), _ledger.Now);
        var prepared = _forge.Forge(template, wanted.Lifetime ?? policy.DefaultLifetime, identity.Id, number: 1);
        var issued = prepared.Issued(policy);
        return _ledger.Commit(
            (transaction, acts) => VersionWriter.AddNew(transaction, acts, "CreateSshKey", identity, issued, authority: null), cancellationToken);
    }

    /// <summary>Throws what <see cref="Issue"/> would throw, and changes nothing.</summary>
    public void Check(NewSshKey request, CancellationToken cancellationToken)
    {
        var (wanted, _) = Normalize(request);
        NameHolders.RequireFree(_inventory.Identities, KindOf(wanted), wanted.Name, cancellationToken);
    }

    PreparedVersion IVersionIssuer.PrepareNext(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = SshKeyTemplate.FromJson(current.Template) ?? throw new MimException(
            MimErrorCause.Unsupported, $"'{identity.Name}' was not made here and cannot be made again; make its replacement with New-MachineSshKey.", identity.Name);
        var policy = PolicyBook.Merge(_inventory.Policies)[(int)identity.Criticality];
        var lifetime = SshRules.LifetimeAgain(template.Lifetime, policy);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { KeyAlgorithm = template.KeyAlgorithm.ToString(), Lifetime = lifetime });
        return _forge.Forge(template, lifetime, identity.Id, number).Due(policy);
    }

    private static IdentityKind KindOf(NewSshKey wanted) => wanted.IsHostKey ? IdentityKind.SshHostKey : IdentityKind.SshKey;

    private (NewSshKey Wanted, IdentityPolicy Policy) Normalize(NewSshKey request)
    {
        var name = NameRules.IdentityName(request.Name);
        SshRules.RequireLifetime(request.Lifetime, name);
        var policy = PolicyBook.Merge(_inventory.Policies)[(int)request.Tier];
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = name,
            Owner = request.Owner,
            Tags = request.Tags,
            KeyAlgorithm = request.KeyAlgorithm.ToString(),
            Lifetime = request.Lifetime ?? policy.DefaultLifetime,
        });
        return (request with { Name = name, Comment = SshRules.Comment(request.Comment, name) }, policy);
    }
}
