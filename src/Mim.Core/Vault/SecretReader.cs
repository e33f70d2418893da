using System.Globalization;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Core.Vault;

/// <summary>Lets secrets out of the store, each only once that is on record.</summary>
internal sealed class SecretReader(IInventory inventory, ActLedger ledger, Sealer sealer)
{
    public IReadOnlyList<SecretReading> Read(IReadOnlyList<SecretQuestion> questions, string form, CancellationToken cancellationToken)
    {
        var readings = new List<SecretReading>(questions.Count);
        try
        {
            foreach (var question in questions)
            {
                cancellationToken.ThrowIfCancellationRequested();
                readings.Add(Open(question));
            }

            if (readings.Exists(reading => reading.Version is not null))
            {
                ledger.Commit((transaction, acts) => Record(transaction, acts, readings, form), cancellationToken);
            }

            return readings;
        }
        catch
        {
            readings.ForEach(reading => reading.Dispose());
            throw;
        }
    }

    /// <param name="versions">Of the store.</param>
    /// <param name="identity">Whose.</param>
    /// <param name="number">Null for the current one.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.VersionNotFound"/>.</exception>
    public static CredentialVersion VersionOf(IVersionReader versions, MachineIdentity identity, int? number) => number is { } asked
        ? versions.OfIdentity(identity.Id).FirstOrDefault(version => version.Number == asked) ?? throw SecretVault.NoVersion(identity, asked)
        : versions.Get(identity.CurrentVersionId ?? throw SecretVault.NoVersion(identity, identity.Version)).Required($"the current version of '{identity.Name}'");

    /// <summary>Why a version is not handed out; null when it is.</summary>
    public static MimException? Trouble(MachineIdentity identity, CredentialVersion version, DateTimeOffset now)
    {
        var trouble = version.State switch
        {
            VersionState.Suspended => "was deleted; Restore-MachineSecret brings it back",
            VersionState.Destroyed => "was destroyed",
            VersionState.Revoked => "is revoked",
            _ when version.NotAfter <= now => string.Create(CultureInfo.InvariantCulture, $"ended on {version.NotAfter:yyyy-MM-dd HH:mm}Z; give it its next value"),
            _ => null,
        };
        return trouble is null ? null : new MimException(
            MimErrorCause.WrongState,
            string.Create(CultureInfo.InvariantCulture, $"Version {version.Number} of '{identity.Name}' {trouble}."),
            identity.Name);
    }

    /// <summary>Notes as evidence that a secret was handed out.</summary>
    public static void Note(IInventoryTransaction transaction, ActScope acts, MachineIdentity identity, CredentialVersion version, string source) =>
        transaction.Evidence.Add(new Evidence
        {
            Id = Guid.CreateVersion7(acts.Now),
            IdentityId = identity.Id,
            VersionId = version.Id,
            Kind = EvidenceKind.Read,
            Source = source,
            At = acts.Now,
        });

    private SecretReading Open(SecretQuestion question)
    {
        var reading = new SecretReading { Question = question };
        try
        {
            var identity = SecretVault.Require(inventory.Identities, question.IdentityId);
            reading = reading with { Identity = identity };
            var version = VersionOf(inventory.Versions, identity, question.Number);
            reading = reading with { Version = version };
            return Trouble(identity, version, ledger.Now) is { } trouble
                ? reading with { Error = trouble }
                : reading with { Value = sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.Secret) };
        }
        catch (MimException error) when (!error.IsStoreTrouble)
        {
            return reading with { Error = error };
        }
    }

    private void Record(IInventoryTransaction transaction, ActScope acts, List<SecretReading> readings, string form)
    {
        var source = $"{ledger.Context.Actor}@{ledger.Context.Host}";
        foreach (var reading in readings)
        {
            if (reading is not { Identity: { } identity, Version: { } version })
            {
                continue;
            }

            acts.Record(new Act(
                "ReadSecret",
                "Identity",
                identity.Id.ToString(),
                identity.Name,
                new Dictionary<string, string> { ["version"] = version.Number.ToString(CultureInfo.InvariantCulture), ["form"] = form },
                reading.Error is null ? ActOutcome.Succeeded : ActOutcome.Denied));
            if (reading.Error is null)
            {
                Note(transaction, acts, identity, version, source);
            }
        }
    }
}
