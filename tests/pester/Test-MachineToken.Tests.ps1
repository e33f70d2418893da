Describe 'Test-MachineToken' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $token = New-MachineToken agent -Scope read, write -Audience registry -SourceNetwork 10.0.0.0/8, 2001:db8::/32 -Owner ops
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'accepts it for what it is for' {
        $verdict = $token | Test-MachineToken -Audience registry -Scope read -SourceAddress 10.1.2.3
        $verdict.IsValid, $verdict.Trouble, $verdict.Name, $verdict.Owner | Should -Be $true, 'None', 'agent', 'ops'
        Assert-Views $verdict
        (Test-MachineToken $token.Token -Audience registry -SourceAddress ::ffff:10.9.9.9).IsValid | Should -BeTrue
        @(Get-MachineIdentityAudit -Act TestToken).Outcome | Should -Be 'Succeeded', 'Succeeded'
    }

    It 'refuses it for anything else' -ForEach @(
        @{ Trouble = 'WrongAudience'; Question = @{ SourceAddress = '10.1.2.3' } }
        @{ Trouble = 'WrongAudience'; Question = @{ Audience = 'Registry'; SourceAddress = '10.1.2.3' } }
        @{ Trouble = 'MissingScope'; Question = @{ Audience = 'registry'; Scope = 'read', 'admin'; SourceAddress = '10.1.2.3' } }
        @{ Trouble = 'WrongNetwork'; Question = @{ Audience = 'registry'; SourceAddress = '11.1.2.3' } }
        @{ Trouble = 'WrongNetwork'; Question = @{ Audience = 'registry' } }
    ) {
        $verdict = $token | Test-MachineToken @Question
        $verdict.IsValid, $verdict.Trouble | Should -Be $false, $Trouble
        $verdict.Detail | Should -Match "^'agent' "
        (Get-MachineIdentityAudit -Act TestToken | Select-Object -Last 1).Outcome | Should -Be 'Denied'
    }

    It 'counts uses, but not looks' {
        $once = New-MachineToken once -MaximumUses 2
        ($once | Test-MachineToken -Inspect).UsesLeft | Should -Be 2
        ($once | Test-MachineToken).UsesLeft | Should -Be 1
        ($once | Test-MachineToken).UsesLeft | Should -Be 0
        ($once | Test-MachineToken).Trouble | Should -Be 'UsedUp'
        Assert-ChangesNothing { $once | Test-MachineToken -Inspect }
    }

    It 'refuses one that was revoked, and one of nobody' {
        $gone = New-MachineToken gone
        $null = Revoke-MachineIdentity gone -Reason KeyCompromise -Confirm:$false
        ($gone | Test-MachineToken).Trouble | Should -Be 'Revoked'
        (Test-MachineToken (ConvertTo-TestSecret 'mim_short')).Trouble | Should -Be 'Malformed'
        (Test-MachineToken (ConvertTo-TestSecret ('x' * 60000))).IsValid | Should -BeFalse
    }

    It 'stops' {
        Assert-Stops 'New-MachineToken "s$(New-Guid)" -Store $store | Test-MachineToken -Store $store' @{ store = $store }
    }
}
