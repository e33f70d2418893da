using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery;

namespace Mim.Testing.Doubles;

/// <summary>The product's own rotator, on a <see cref="FakeWindows"/>.</summary>
public static class FakeWindowsRotator
{
    public static IAccountRotator On(FakeWindows windows) =>
        AccountRotatorSet.OfWindows(
            new FakeWindowsAccounts(windows), new FakeWindowsLogOns(windows), new FakeWindowsServices(windows), new FakeWindowsChanges(windows));

    /// <summary>The parts of a session whose machine runs Windows, to which the accounts of it belong.</summary>
    public static SessionParts Joined(SessionParts parts, IAccountRotator rotator)
    {
        IReadOnlyList<IAccountRotator> rotators = [.. parts.Rotators, rotator];
        return parts with
        {
            Rotators = rotators,
            Targets = [.. parts.Targets.Where(adapter => adapter.Kind != TargetKind.Account), new AccountTargetAdapter(rotators)],
        };
    }
}
