using Mim.Core;
using Mim.PowerShell.Errors;

namespace Mim.PowerShell.Tests.Errors;

public sealed class ErrorRecordsTests
{
    [Fact]
    public void Reports_trouble_and_lets_everything_else_through()
    {
        Assert.True(ErrorRecords.CanReport(new MimException(MimErrorCause.InvalidName, "no")));
        Assert.True(ErrorRecords.CanReport(new IOException()));
        Assert.False(ErrorRecords.CanReport(new OperationCanceledException()));
        Assert.False(ErrorRecords.CanReport(new InvalidOperationException()));
        Assert.False(ErrorRecords.CanReport(new ArgumentException("no")));
    }

    [Theory]
    [InlineData(MimErrorCause.StoreDamaged, true)]
    [InlineData(MimErrorCause.StoreFull, true)]
    [InlineData(MimErrorCause.KeyringLocked, true)]
    [InlineData(MimErrorCause.IdentityNotFound, false)]
    [InlineData(MimErrorCause.PolicyViolation, false)]
    public void Trouble_with_the_store_ends_the_command(MimErrorCause cause, bool expected) =>
        Assert.Equal(expected, ErrorRecords.EndsCommand(new MimException(cause, "no")));
}
