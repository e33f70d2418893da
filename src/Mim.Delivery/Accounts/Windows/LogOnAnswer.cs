using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>What a log-on of Windows ended with (LogonUser, winerror.h).</summary>
internal static class LogOnAnswer
{
    private const int Wrong = 1326;
    private const int NotThisWay = 1385;

    /// <summary>Whether it let in; null when nothing is known of the password.</summary>
    /// <param name="error">0 when it did.</param>
    public static LoginAnswer? Of(int error) => error switch
    {
        // Rights to log on are looked at once it is known who does: machines that deny accounts of their own the network have let it in.
        0 or NotThisWay => LoginAnswer.Accepted,
        Wrong => LoginAnswer.Refused,
        _ => null,
    };
}
