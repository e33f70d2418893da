using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Leaks.Suppressing;

/// <summary>The secrets that are known to lie in the clear, with who answers for them and until when. Each change is an act.</summary>
public sealed class SuppressionBook
{
    private const int HashDigits = 64;
    private const int LongestText = 1024;

    /// <summary>What nobody looks at again within a year, nobody answers for.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromDays(366);

    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;

    internal SuppressionBook(IInventory inventory, ActLedger ledger) => (_inventory, _ledger) = (inventory, ledger);

    /// <summary>All, also those that have expired, in the order of their hashes.</summary>
    public IEnumerable<SecretSuppression> Find(CancellationToken cancellationToken) => _inventory.Suppressions.Find(cancellationToken);

    /// <summary>Null when there is none of that hash.</summary>
    public SecretSuppression? Get(string hash) => _inventory.Suppressions.Get(hash);

    /// <summary>Suppresses, or does so anew.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming what is wrong.</exception>
    public SecretSuppression Put(NewSuppression wanted, CancellationToken cancellationToken)
    {
        Require(wanted.Hash.Length == HashDigits && wanted.Hash.All(char.IsAsciiHexDigit), $"'{wanted.Hash}' is no hash of a finding");
        Require(wanted.Owner.Trim().Length is > 0 and <= LongestText, "Somebody must answer for it: the owner is missing or too long");
        Require(wanted.Reason.Trim().Length is > 0 and <= LongestText, "Why it does no harm is missing or too long");
        Require(wanted.Lifetime > TimeSpan.Zero && wanted.Lifetime <= _longest, "It can be suppressed for up to 366 days");
        return _ledger.Commit(
            (transaction, acts) =>
            {
                var suppression = new SecretSuppression
                {
                    Hash = wanted.Hash.ToUpperInvariant(),
                    Owner = wanted.Owner.Trim(),
                    Reason = wanted.Reason.Trim(),
                    ExpiresAt = acts.Now + wanted.Lifetime,
                    CreatedAt = acts.Now,
                    CreatedBy = _ledger.Context.Actor,
                };
                transaction.Suppressions.Put(suppression);
                acts.Record(new Act("SuppressSecret", "SecretHash", suppression.Hash, null, new Dictionary<string, string>
                {
                    ["owner"] = suppression.Owner,
                    ["reason"] = suppression.Reason,
                    ["expires"] = suppression.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
                }));
                return suppression;
            },
            cancellationToken);
    }

    /// <summary>Has it be told again; false when it was not suppressed.</summary>
    public bool Remove(string hash, CancellationToken cancellationToken)
    {
        if (Get(hash) is not { } suppression)
        {
            return false;
        }

        _ledger.Commit(
            (transaction, acts) =>
            {
                transaction.Suppressions.Remove(suppression.Hash);
                acts.Record(new Act("TellSecret", "SecretHash", suppression.Hash, null));
            },
            cancellationToken);
        return true;
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"{rule}.");
        }
    }
}
