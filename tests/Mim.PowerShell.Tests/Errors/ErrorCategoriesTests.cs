using System.Management.Automation;

using Mim.Core;
using Mim.PowerShell.Errors;

namespace Mim.PowerShell.Tests.Errors;

public sealed class ErrorCategoriesTests
{
    [Fact]
    public void Every_cause_has_a_category() =>
        Assert.All(Enum.GetValues<MimErrorCause>(), cause => Assert.NotEqual(ErrorCategory.NotSpecified, ErrorCategories.Of(cause)));

    [Theory]
    [InlineData(MimErrorCause.IdentityNotFound, ErrorCategory.ObjectNotFound)]
    [InlineData(MimErrorCause.PolicyViolation, ErrorCategory.PermissionDenied)]
    [InlineData(MimErrorCause.StoreLocked, ErrorCategory.ResourceBusy)]
    [InlineData(MimErrorCause.WrongPassword, ErrorCategory.AuthenticationError)]
    [InlineData(MimErrorCause.AuditBroken, ErrorCategory.SecurityError)]
    public void Categories_are_those_PowerShell_means(MimErrorCause cause, ErrorCategory expected) =>
        Assert.Equal(expected, ErrorCategories.Of(cause));
}
