using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>Secrets with their versions: made, changed, read, deleted, brought back and destroyed.</summary>
public sealed class SecretVault : IVersionIssuer
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly SecretForge _forge;
    private readonly SecretReader _reader;

    internal SecretVault(IInventory inventory, ActLedger ledger, Sealer sealer, SecretForge forge)
    {
        (_inventory, _ledger, _forge) = (inventory, ledger, forge);
        _reader = new SecretReader(inventory, ledger, sealer);
    }

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.Secret];

    /// <summary>Makes a secret; it is committed, sealed, when this returns.</summary>
    /// <exception cref="MimException">The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, or the store's trouble.</exception>
    public MachineIdentity Create(NewSecret request, CancellationToken cancellationToken)
    {
        var (wanted, policy) = Normalize(request);
        var identity = wanted.ToIdentity(IdentityKind.Secret, _ledger.Now);
        var prepared = _forge.Forge(
            identity.Id,
            number: 1,
            new SecretContent(wanted.Value, TemplateOf(wanted.Value, wanted.Recipe, wanted.Lifetime), wanted.UserName),
            wanted.Lifetime ?? policy.DefaultLifetime,
            cancellationToken).Issued(policy);
        return _ledger.Commit(
            (transaction, acts) => VersionWriter.AddNew(transaction, acts, "CreateSecret", identity, prepared, authority: null), cancellationToken);
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewSecret request, CancellationToken cancellationToken) =>
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.Secret, Normalize(request).Wanted.Name, cancellationToken);

    /// <summary>
    /// Makes the next version the current one. The one before stays readable by its number; of all, the newest ten keep their values.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.VersionChanged"/>: the current version is not the expected one; <see cref="MimErrorCause.WrongState"/>:
    /// no secret, or disposed of; the rule that is broken, or the store's trouble.
    /// </exception>
    public MachineIdentity Set(SecretChange change, CancellationToken cancellationToken)
    {
        var identity = Require(_inventory.Identities, change.IdentityId);
        SecretRules.Enforce(identity.Name, change.Value, change.Recipe, change.UserName, change.Lifetime);
        var before = _inventory.Versions.OfIdentity(identity.Id)[^1];
        var policy = PolicyOf(identity);
        var asked = SecretTemplate.FromJson(before.Template);
        var recipe = change.Recipe ?? (change.Value is null ? asked?.Recipe : null);
        var lifetime = change.Lifetime ?? SecretRules.LifetimeAgain(asked?.Lifetime, policy);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = lifetime });
        var content = new SecretContent(
            change.Value, TemplateOf(change.Value, recipe, change.Lifetime ?? asked?.Lifetime), change.UserName ?? before.Subject);
        var prepared = _forge.Forge(identity.Id, before.Number + 1, content, lifetime, cancellationToken).Issued(policy);
        return _ledger.Commit(
            (transaction, acts) => SecretVersions.Replace(transaction, acts, identity.Id, change.ExpectedVersion, prepared), cancellationToken);
    }

    /// <summary>
    /// Reads secrets. Every reading is an act and evidence of use, in one transaction that is committed before any value is handed out; what
    /// cannot be read is told in its place, and recorded as denied where it was deleted or ended.
    /// </summary>
    /// <param name="questions">Which ones.</param>
    /// <param name="form">In which form they leave, for the record: for example <c>SecureString</c> or <c>plain text</c>.</param>
    /// <param name="cancellationToken">Stops before the record.</param>
    /// <returns>One reading for each question, in their order; the caller disposes them.</returns>
    public IReadOnlyList<SecretReading> Read(IReadOnlyList<SecretQuestion> questions, string form, CancellationToken cancellationToken) =>
        _reader.Read(questions, form, cancellationToken);

    /// <summary>Every version's facts, newest first, without a value.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.WrongState"/>: no secret.</exception>
    public IReadOnlyList<CredentialVersion> Versions(Guid identityId) =>
        [.. _inventory.Versions.OfIdentity(Require(_inventory.Identities, identityId).Id).Reverse()];

    /// <summary>Deletes versions so that they can be brought back, or destroys them for good.</summary>
    /// <param name="identityId">Whose.</param>
    /// <param name="numbers">Of the versions; none for the current one.</param>
    /// <param name="destroys">For good.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.VersionNotFound"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public MachineIdentity Remove(Guid identityId, IReadOnlyList<int> numbers, bool destroys, CancellationToken cancellationToken) =>
        Change(identityId, numbers, destroys ? SecretVersions.Destroy : SecretVersions.Delete, cancellationToken);

    /// <summary>Brings deleted versions back.</summary>
    /// <inheritdoc cref="Remove"/>
    public MachineIdentity Restore(Guid identityId, IReadOnlyList<int> numbers, CancellationToken cancellationToken) =>
        Change(identityId, numbers, SecretVersions.Restore, cancellationToken);

    PreparedVersion IVersionIssuer.PrepareNext(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = SecretTemplate.FromJson(current.Template) ?? throw new MimException(
            MimErrorCause.Unsupported, $"'{identity.Name}' was not generated here; give it its next value with Set-MachineSecret.", identity.Name);
        var policy = PolicyOf(identity);
        var lifetime = SecretRules.LifetimeAgain(template.Lifetime, policy);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = lifetime });
        return _forge.Forge(identity.Id, number, new SecretContent(null, template, current.Subject), lifetime, cancellationToken).Due(policy);
    }

    internal static MachineIdentity Require(IIdentityReader identities, Guid id)
    {
        var identity = identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        SecretRules.RequireSecret(identity);
        return identity;
    }

    internal static MimException NoVersion(MachineIdentity identity, int number) => new(
        MimErrorCause.VersionNotFound,
        string.Create(CultureInfo.InvariantCulture, $"'{identity.Name}' has no version {number}."),
        identity.Name);

    private static SecretTemplate? TemplateOf(KeyMaterial? value, SecretRecipe? recipe, TimeSpan? lifetime) =>
        value is not null && recipe is null ? null : new SecretTemplate { Recipe = recipe ?? new SecretRecipe(), Lifetime = lifetime };

    private MachineIdentity Change(Guid identityId, IReadOnlyList<int> numbers, SecretOperation operation, CancellationToken cancellationToken) =>
        _ledger.Commit((transaction, acts) => SecretVersions.Change(transaction, acts, identityId, numbers, operation), cancellationToken);

    private IdentityPolicy PolicyOf(MachineIdentity identity) => PolicyBook.Merge(_inventory.Policies)[(int)identity.Criticality];

    private (NewSecret Wanted, IdentityPolicy Policy) Normalize(NewSecret request)
    {
        var name = NameRules.IdentityName(request.Name);
        SecretRules.Enforce(name, request.Value, request.Recipe, request.UserName, request.Lifetime);
        var policy = PolicyBook.Merge(_inventory.Policies)[(int)request.Tier];
        PolicyRules.Enforce(policy, new PolicySubject
        {
            Name = name, Owner = request.Owner, Tags = request.Tags, Lifetime = request.Lifetime ?? policy.DefaultLifetime,
        });
        return (request with { Name = name }, policy);
    }
}
