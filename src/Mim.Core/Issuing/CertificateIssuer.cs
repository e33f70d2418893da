using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>Issues certificates from the built-in authorities.</summary>
public sealed class CertificateIssuer : IVersionIssuer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly ICertificateReader _reader;
    private readonly IKeyFactory _keys;
    private readonly TimeProvider _time;
    private readonly AuthorityFinder _finder;
    private readonly CertificateForge _forge;

    internal CertificateIssuer(
        IInventory inventory, ActLedger ledger, Sealer sealer, IKeyFactory keys, ICertificateEncoder encoder, ICertificateReader reader, TimeProvider time)
    {
        (_inventory, _ledger, _reader, _keys, _time) = (inventory, ledger, reader, keys, time);
        _finder = new AuthorityFinder(inventory, reader, sealer, time);
        _forge = new CertificateForge(keys, encoder, sealer, time);
    }

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.Certificate];

    /// <summary>Issues one certificate; it is committed when this returns.</summary>
    /// <exception cref="MimException">The rule that is broken, or the store's trouble.</exception>
    public MachineIdentity Issue(NewCertificate request, CancellationToken cancellationToken)
    {
        using var pipeline = Open(cancellationToken);
        pipeline.Add(request, null);
        var result = pipeline.Complete().Single();
        return result.Identity ?? throw result.Error!;
    }

    /// <summary>Opens a pipeline for many.</summary>
    public IssuePipeline Open(CancellationToken cancellationToken)
    {
        var planner = NewPlanner();
        var authorities = new AuthorityCache(_finder);
        return new IssuePipeline(_ledger, authorities, () => new IssueWorker(authorities, planner, _forge, _keys, _ledger.Context, _time), cancellationToken);
    }

    /// <summary>Throws what <see cref="Issue"/> would throw, and changes nothing.</summary>
    public void Check(NewCertificate request, CancellationToken cancellationToken)
    {
        var wanted = request with { Name = NameRules.IdentityName(request.Name) };
        using var authority = _finder.Load(_finder.Choose(wanted.Authority, cancellationToken));
        _forge.Try(NewPlanner().Plan(wanted, authority));
        var query = new IdentityQuery { Names = [Wildcard.Escape(wanted.Name)], Kinds = [IdentityKind.Certificate], IncludeDestroyed = true };
        if (_inventory.Identities.Find(query, cancellationToken).Any())
        {
            throw new MimException(MimErrorCause.IdentityExists, $"There is a certificate '{request.Name}' already. Use Invoke-MachineIdentityRotation to renew it.", request.Name);
        }
    }

    PreparedVersion IVersionIssuer.PrepareNext(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = CertificateTemplate.FromJson(current.Template) ?? throw new MimException(
            MimErrorCause.Unsupported, $"'{identity.Name}' was not issued here and cannot be issued again; issue its replacement with New-MachineCertificate.", identity.Name);
        using var authority = _finder.Load(_finder.ChooseAgain(identity.Authority, cancellationToken));
        using var issuerKey = authority.LoadKey(_keys);
        var kept = template.KeepsKey ? _reader.Read(current.Certificate).SubjectPublicKeyInfo : null;
        var planner = NewPlanner();
        var prepared = _forge.Forge(planner.PlanAgain(template, identity, authority, kept), issuerKey, identity.Id, number);
        return prepared with { Version = prepared.Version with { DueAt = planner.DueAt(prepared.Version, identity.Criticality) } };
    }

    private IssuePlanner NewPlanner() => new(_reader, PolicyBook.Merge(_inventory.Policies), _time);
}
