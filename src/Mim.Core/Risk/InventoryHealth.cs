using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Risk;

/// <summary>Says what is wrong with the current credentials of an inventory. Reads only.</summary>
public sealed class InventoryHealth
{
    /// <summary>Part of a survey that is reading; the rest is comparing.</summary>
    private const double Reading = 0.5;

    private readonly IInventory _inventory;
    private readonly CredentialKeys _keys;
    private readonly IWeakKeyLists _weakKeys;
    private readonly TimeProvider _time;

    internal InventoryHealth(
        IInventory inventory, ICertificateReader certificates, ISshPublicKeyReader sshKeys, IWeakKeyLists weakKeys, TimeProvider time) =>
        (_inventory, _keys, _weakKeys, _time) = (inventory, new CredentialKeys(inventory.Versions, certificates, sshKeys), weakKeys, time);

    /// <summary>
    /// Compares the keys of all identities with each other and with the lists of known ones, and looks which authorities end. Streams
    /// the inventory, and keeps a few hundred octets of each key.
    /// </summary>
    /// <param name="progress">From 0 to 1, on the caller's thread.</param>
    /// <exception cref="OperationCanceledException"/>
    public KeySurvey Survey(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var surveyor = new KeySurveyor { Ending = Ending() };
        var count = (double)_inventory.Identities.Count(new IdentityQuery(), cancellationToken);
        var read = 0;
        foreach (var identity in _inventory.Identities.Find(new IdentityQuery(), cancellationToken))
        {
            // One that cannot be read is told of when it is inspected.
            if (Read(identity).Key is { } key)
            {
                surveyor.Add(identity.Name, key);
            }

            progress?.Report(Reading * ++read / Math.Max(count, read));
        }

        var weakKeys = WeakKeyList.Read(_weakKeys.Open(), cancellationToken);
        return surveyor.Complete(weakKeys, progress is null ? null : new Rest(progress), cancellationToken);
    }

    /// <summary>Everything found about one identity, alone and beside the others, the worst first. What has no credential has no findings.</summary>
    public IdentityHealth Inspect(MachineIdentity identity, KeySurvey survey)
    {
        var (key, trouble) = Read(identity);
        return new IdentityHealth
        {
            IdentityId = identity.Id,
            Identity = identity.Name,
            Kind = identity.Kind,
            Findings = trouble is not null ? [trouble] :
            [
                .. (key is null ? [] : Own(key).Concat(survey.Inspect(identity.Name, key)))
                    .Concat(identity.CurrentVersionId is null ? [] : survey.Inspect(identity))
                    .OrderByDescending(finding => finding.Severity),
            ],
        };
    }

    private Dictionary<Guid, AuthorityState> Ending() => _inventory.Authorities.All()
        .Where(authority => authority.State is AuthorityState.Tainted or AuthorityState.Retired)
        .ToDictionary(authority => authority.IdentityId, authority => authority.State);

    private IReadOnlyList<HealthFinding> Own(CredentialKey key) => key.Certificate is { } certificate
        ? CertificateHealth.Inspect(certificate, _time.GetUtcNow())
        : KeyHealth.Inspect(key.SubjectPublicKeyInfo);

    private (CredentialKey? Key, HealthFinding? Trouble) Read(MachineIdentity identity)
    {
        try
        {
            return (_keys.Read(identity), null);
        }
        catch (MimException exception) when (!exception.IsStoreTrouble)
        {
            return (null, new HealthFinding("CredentialUnreadable", HealthSeverity.High, exception.Message.TrimEnd('.'), "import it anew"));
        }
    }

    private sealed class Rest(IProgress<double> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report(Reading + ((1 - Reading) * value));
    }
}
