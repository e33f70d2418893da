using Mim.Core.Accounts;
using Mim.Delivery.Accounts.Windows;

namespace Mim.Delivery.Tests.Accounts.Windows;

public sealed class LogOnAnswerTests
{
    [Theory]
    [InlineData(0, LoginAnswer.Accepted)]
    [InlineData(1385, LoginAnswer.Accepted)]
    [InlineData(1326, LoginAnswer.Refused)]
    [InlineData(1327, null)]
    [InlineData(1331, null)]
    [InlineData(1907, null)]
    [InlineData(1909, null)]
    [InlineData(5, null)]
    public void A_log_on_is_accepted_refused_or_nothing_is_known_of_it(int error, LoginAnswer? expected) => Assert.Equal(expected, LogOnAnswer.Of(error));
}
