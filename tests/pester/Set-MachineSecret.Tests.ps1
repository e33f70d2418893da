Describe 'Set-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $secret = ConvertTo-TestSecret 'hunter2 ÄÖ'
        $identity = New-MachineSecret db01 $secret -UserName app
        $null = New-MachineSecret shop-api -Length 50 -Characters Digits
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives it the next value, which the user name survives' {
        Set-MachineSecret db01 (ConvertTo-TestSecret next) | Should -BeNullOrEmpty
        $found = Get-MachineSecret db01
        $found.Version, $found.UserName | Should -Be 2, 'app'
        Get-MachineSecret db01 -AsPlainText | Should -BeExactly 'next'
        (Set-MachineSecret db01 -Credential ([pscredential]::new('other', $secret)) -PassThru).Subject | Should -Be 'other'
    }

    It 'generates by the recipe it was generated with' {
        (Set-MachineSecret shop-api -PassThru).Version | Should -Be 2
        Get-MachineSecret shop-api -AsPlainText | Should -MatchExactly '^[0-9]{50}$'
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity shop-api | Set-MachineSecret -PassThru).Version | Should -Be 3
        ([pscustomobject]@{ Name = 'shop-api' } | Set-MachineSecret -PassThru).Version | Should -Be 4
    }

    It 'changes nothing when somebody else did' {
        Assert-TestError { Set-MachineSecret shop-api -ExpectedVersion 3 } -Id VersionChanged -Category InvalidOperation -Target shop-api
        (Set-MachineSecret shop-api -ExpectedVersion 4 -PassThru).Version | Should -Be 5
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Set-MachineSecret db01 -WhatIf }
    }

    It 'reports what breaks a rule' {
        Assert-TestError { Set-MachineSecret none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Set-MachineSecret db01 -Length 5 } -Id WeakKey -Category PermissionDenied -Target db01
    }

    It 'stops' {
        Assert-Stops 'Set-MachineSecret shop-api -Store $store' @{ store = $store }
    }
}
