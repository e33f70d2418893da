using System.Globalization;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Bench;

/// <summary>Made-up identities as an estate has them: a thousand owners, two tags each, ends spread over five years.</summary>
internal sealed class Estate(IInventory inventory)
{
    private const int Owners = 1000;
    private const int Applications = 5000;
    private const int Environments = 20;
    private const int Days = 5 * 365;
    private const int RowsPerCommit = 10_000;
    private int _size;

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"host{number:D7}.corp.test");

    public static string OwnerOf(int number) => string.Create(CultureInfo.InvariantCulture, $"team{number % Owners}@corp.test");

    public static IReadOnlyList<string> TagsOf(int number) => [
        string.Create(CultureInfo.InvariantCulture, $"app={number % Applications}"),
        string.Create(CultureInfo.InvariantCulture, $"env={number % Environments}"),
    ];

    public static MachineIdentity Identity(int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new MachineIdentity
        {
            Id = Guid.CreateVersion7(now),
            Kind = IdentityKind.Certificate,
            Name = NameOf(number),
            Owner = OwnerOf(number),
            Purpose = "web",
            Criticality = Criticality.Medium,
            Tags = TagsOf(number),
            Status = VersionState.Active,
            Version = 1,
            NotBefore = now.AddDays(-1),
            NotAfter = now.AddDays(1 + (number % Days)),
            DueAt = now.AddDays(number % Days),
            Subject = $"CN={NameOf(number)}",
            SerialNumber = number.ToString("X32", CultureInfo.InvariantCulture),
            KeyAlgorithm = "EcdsaP256",
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Adds identities until there are <paramref name="size"/>.</summary>
    public void Grow(int size)
    {
        while (_size < size)
        {
            var next = Math.Min(size, _size + RowsPerCommit);
            inventory.Write(
                transaction =>
                {
                    for (var number = _size; number < next; number++)
                    {
                        transaction.Identities.AddFree(Identity(number));
                    }

                    return next;
                },
                CancellationToken.None);
            _size = next;
        }
    }
}
