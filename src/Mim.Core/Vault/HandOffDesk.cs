using System.Globalization;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Tokens;

namespace Mim.Core.Vault;

/// <summary>
/// Hands secrets from one to another: who gives leaves a copy, sealed so that only a token opens it, and who receives takes it once. A
/// token that gets nothing is on record: somebody may have been there before.
/// </summary>
public sealed class HandOffDesk
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(30);

    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly Sealer _sealer;
    private readonly StoreSecretHasher _hasher;

    internal HandOffDesk(IInventory inventory, ActLedger ledger, Sealer sealer, StoreSecretHasher hasher) =>
        (_inventory, _ledger, _sealer, _hasher) = (inventory, ledger, sealer, hasher);

    private string Caller => $"{_ledger.Context.Actor}@{_ledger.Context.Host}";

    /// <summary>Leaves a copy of a secret; it is committed, sealed, when this returns. Whoever gets the ticket disposes it.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: a lifetime beyond 30 days; <see cref="MimErrorCause.WrongState"/>,
    /// <see cref="MimErrorCause.VersionNotFound"/>: there is nothing to hand off.
    /// </exception>
    public HandOffTicket Create(NewHandOff request, CancellationToken cancellationToken)
    {
        var (identity, version) = Require(request);
        _hasher.Open(cancellationToken);
        using var value = _sealer.Unseal(_inventory.Sealed, version.Id, SealedPurpose.Secret);
        var token = TokenText.Generate(TokenText.HandOffPrefix);
        try
        {
            var handOff = _ledger.Commit(
                (transaction, acts) => Leave(transaction, acts, new HandOffTicket(identity, version, Begun(request, version, token), token), value, request.Form),
                cancellationToken);
            return new HandOffTicket(identity, version, handOff, token);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    /// <summary>Throws what <see cref="Create"/> would throw, and changes nothing.</summary>
    public void Check(NewHandOff request) => Require(request);

    /// <summary>
    /// Takes a copy, which is destroyed in the same transaction. A token that gets nothing is recorded as denied; the reading says why.
    /// </summary>
    /// <param name="token">As it was handed over; stays the caller's.</param>
    /// <param name="form">In which form the secret leaves, for the record.</param>
    /// <param name="cancellationToken">Stops before the record.</param>
    /// <returns>The caller disposes it.</returns>
    public SecretReading Receive(KeyMaterial token, string form, CancellationToken cancellationToken)
    {
        _hasher.Open(cancellationToken);
        SecretReading? reading = null;
        try
        {
            _ledger.Commit((transaction, acts) => { reading = Take(transaction, acts, token, form); }, cancellationToken);
            return reading!;
        }
        catch
        {
            reading?.Dispose();
            throw;
        }
    }

    private (MachineIdentity Identity, CredentialVersion Version) Require(NewHandOff request)
    {
        var identity = SecretVault.Require(_inventory.Identities, request.Secret.IdentityId);
        if (request.Lifetime < _shortest || request.Lifetime > _longest)
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"A hand-off of '{identity.Name}' waits from a second to {_longest.Days} days, not {request.Lifetime}.", identity.Name);
        }

        var version = SecretReader.VersionOf(_inventory.Versions, identity, request.Secret.Number);
        return SecretReader.Trouble(identity, version, _ledger.Now) is { } trouble ? throw trouble : (identity, version);
    }

    private HandOff Begun(NewHandOff request, CredentialVersion version, KeyMaterial token)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_ledger.Now.ToUnixTimeMilliseconds());
        return new HandOff
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = version.IdentityId,
            VersionId = version.Id,
            TokenHash = _hasher.Hash(token.Span),
            CreatedBy = Caller,
            CreatedAt = now,
            ExpiresAt = now + request.Lifetime,
        };
    }

    private HandOff Leave(IInventoryTransaction transaction, ActScope acts, HandOffTicket ticket, KeyMaterial value, string form)
    {
        var handOff = ticket.HandOff;
        HandOffEnd.DestroyExpired(transaction, acts);
        transaction.HandOffs.Put(handOff);
        transaction.Sealed.Put(_sealer.Seal(handOff.Id, SealedPurpose.HandOff, HandOffBox.Seal(ticket.Token.Span, handOff.Id, value.Span)));
        acts.Record(ActOf("HandOffSecret", handOff, ticket.Identity, ticket.Version, new Dictionary<string, string>
        {
            ["form"] = form, ["expiresAt"] = CanonicalJson.Timestamp(handOff.ExpiresAt),
        }));
        return handOff;
    }

    private SecretReading Take(IInventoryTransaction transaction, ActScope acts, KeyMaterial token, string form)
    {
        if (!TokenText.IsWhole(TokenText.HandOffPrefix, token.Span))
        {
            return Refuse(acts, HandOffRefusal.Malformed);
        }

        if (transaction.HandOffs.Find(_hasher.Hash(token.Span)) is not { } handOff)
        {
            return Refuse(acts, HandOffRefusal.Unknown);
        }

        var identity = transaction.Identities.Get(handOff.IdentityId) ?? throw IdentityCatalog.NotFound(handOff.IdentityId);
        var version = transaction.Versions.Get(handOff.VersionId).Required("the version of a hand-off");
        var reading = new SecretReading { Question = new SecretQuestion(identity.Id, version.Number), Identity = identity, Version = version };
        if (HandOffRefusal.Of(handOff, identity, version, acts.Now) is { } refusal)
        {
            return Refuse(acts, refusal, handOff, reading);
        }

        using var box = _sealer.Unseal(transaction.Sealed, handOff.Id, SealedPurpose.HandOff);
        var value = HandOffBox.Open(token.Span, handOff.Id, box.Span) ?? throw new MimException(
            MimErrorCause.SealBroken, $"What waits in the hand-off of '{identity.Name}' was changed.", identity.Name);
        HandOffEnd.End(transaction, acts, handOff, Caller);
        SecretReader.Note(transaction, acts, identity, version, Caller);
        acts.Record(ActOf("ReceiveSecret", handOff, identity, version, new Dictionary<string, string> { ["form"] = form }));
        return reading with { Value = value };
    }

    private static SecretReading Refuse(ActScope acts, HandOffRefusal refusal, HandOff? handOff = null, SecretReading? reading = null)
    {
        var name = reading?.Identity?.Name;
        var detail = new Dictionary<string, string> { ["reason"] = refusal.Reason };
        acts.Record(new Act("ReceiveSecret", "HandOff", handOff?.Id.ToString(), name, detail, ActOutcome.Denied));
        return (reading ?? new SecretReading { Question = default }) with { Error = new MimException(MimErrorCause.HandOffRefused, refusal.Message, name) };
    }

    private static Act ActOf(string name, HandOff handOff, MachineIdentity identity, CredentialVersion version, Dictionary<string, string> detail)
    {
        detail["identity"] = identity.Id.ToString();
        detail["version"] = version.Number.ToString(CultureInfo.InvariantCulture);
        return new Act(name, "HandOff", handOff.Id.ToString(), identity.Name, detail);
    }
}
