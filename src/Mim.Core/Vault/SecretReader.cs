using System.Globalization;
using Mim.Core.Access;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

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

    private SecretReading Open(SecretQuestion question)
    {
        var reading = new SecretReading { Question = question };
        try
        {
            var identity = SecretVault.Require(inventory.Identities, question.IdentityId);
            reading = reading with { Identity = identity };
            var version = question.Number is { } number
                ? inventory.Versions.OfIdentity(identity.Id).FirstOrDefault(version => version.Number == number) ?? throw SecretVault.NoVersion(identity, number)
                : inventory.Versions.Get(identity.CurrentVersionId ?? throw SecretVault.NoVersion(identity, identity.Version))!;
            reading = reading with { Version = version };
            RequireReadable(identity, version, ledger.Now);
            return reading with { Value = sealer.Unseal(inventory.Sealed, version.Id, SealedPurpose.Secret) };
        }
        catch (MimException error) when (!error.IsStoreTrouble)
        {
            return reading with { Error = error };
        }
    }

    private static void RequireReadable(MachineIdentity identity, CredentialVersion version, DateTimeOffset now)
    {
        var trouble = version.State switch
        {
            VersionState.Suspended => "was deleted; Restore-MachineSecret brings it back",
            VersionState.Destroyed => "was destroyed",
            VersionState.Revoked => "is revoked",
            _ when version.NotAfter <= now => string.Create(CultureInfo.InvariantCulture, $"ended on {version.NotAfter:yyyy-MM-dd HH:mm}Z; give it its next value"),
            _ => null,
        };
        if (trouble is not null)
        {
            throw new MimException(
                MimErrorCause.WrongState,
                string.Create(CultureInfo.InvariantCulture, $"Version {version.Number} of '{identity.Name}' {trouble}."),
                identity.Name);
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
                transaction.Evidence.Add(new Evidence
                {
                    Id = Guid.CreateVersion7(acts.Now),
                    IdentityId = identity.Id,
                    VersionId = version.Id,
                    Kind = EvidenceKind.Read,
                    Source = source,
                    At = acts.Now,
                });
            }
        }
    }
}
