using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>Prepares certificates on one thread, with signing keys of its own.</summary>
internal sealed class IssueWorker(
    AuthorityCache authorities, IssuePlanner planner, CertificateForge forge, IKeyFactory keys, ActContext context, TimeProvider time) : IDisposable
{
    private readonly Dictionary<SigningAuthority, IPrivateKey> _keys = [];

    /// <summary>Prepares one item; what is wrong with it becomes its error.</summary>
    public void Prepare(IssueItem item, CancellationToken cancellationToken)
    {
        try
        {
            var wanted = item.Request with { Name = NameRules.IdentityName(item.Request.Name) };
            var authority = authorities.Get(wanted.Authority, cancellationToken);
            var plan = planner.Plan(wanted, authority);
            var now = time.GetUtcNow();
            var identity = wanted.ToIdentity(IdentityKind.Certificate, now);
            var prepared = forge.Forge(plan, KeyOf(authority), identity.Id, number: 1);
            var version = prepared.Version with
            {
                State = VersionState.Active,
                StateReason = "Issued",
                DueAt = planner.DueAt(prepared.Version, wanted.Tier),
            };
            item.Authority = authority;
            item.Prepared = prepared with { Version = version };
            item.Identity = VersionWriter.WithCurrent(identity, version, authority.Identity.Name);
            item.Act = PreparedAct.Of(VersionWriter.ActOf("IssueCertificate", item.Identity, version), context);
        }
        catch (MimException exception)
        {
            item.Error = exception;
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private IPrivateKey KeyOf(SigningAuthority authority)
    {
        if (!_keys.TryGetValue(authority, out var key))
        {
            _keys[authority] = key = authority.LoadKey(keys);
        }

        return key;
    }
}
